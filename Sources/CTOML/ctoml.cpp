#include "CTOML.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>

// Its assertions stay on in every build.
#undef NDEBUG
// What toml++ takes for impossible, `a = [}]` does; the parse must end, not the program.
#define TOML_ASSERT(condition) \
  do { \
    if (!(condition)) throw std::logic_error(#condition); \
  } while (false)
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace {

void write_string(std::string &out, std::string_view text) {
  out += '"';
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    if (byte == '"' || byte == '\\') {
      out += '\\';
      out += character;
    } else if (byte < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", byte);
      out += escape;
    } else {
      out += character;
    }
  }
  out += '"';
}

void write_number(std::string &out, double number) {
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  const std::string text(digits, end);
  out += text;
  // What was written as a fraction stays one.
  if (text.find_first_of(".e") == std::string::npos) out += ".0";
}

// toml++ limits how deeply values may be nested, so this recursion is bounded.
void write(std::string &out, const toml::node &node) {
  if (const auto *table = node.as_table()) {
    out += '{';
    bool first = true;
    for (const auto &[key, value] : *table) {
      if (!first) out += ',';
      first = false;
      write_string(out, key.str());
      out += ':';
      write(out, value);
    }
    out += '}';
  } else if (const auto *array = node.as_array()) {
    out += '[';
    for (size_t index = 0; index < array->size(); index++) {
      if (index) out += ',';
      write(out, *array->get(index));
    }
    out += ']';
  } else if (const auto *string = node.as_string()) {
    write_string(out, string->get());
  } else if (const auto *integer = node.as_integer()) {
    out += std::to_string(integer->get());
  } else if (const auto *number = node.as_floating_point()) {
    write_number(out, number->get());
  } else if (const auto *boolean = node.as_boolean()) {
    out += boolean->get() ? "true" : "false";
  } else {
    out += "null";
  }
}

// The first line with which the text is what toml++ takes for impossible.
unsigned line_of_error(std::string_view text) {
  unsigned line = 1;
  for (size_t end = 0; (end = text.find('\n', end)) != std::string_view::npos; end++, line++) {
    try {
      (void)toml::parse(text.substr(0, end));
    } catch (const std::logic_error &) {
      return line;
    }
  }
  return line;
}

} // namespace

ctoml_result ctoml_parse(const char *text, size_t count) {
  ctoml_result result = {};
  try {
    const toml::parse_result parsed = toml::parse(std::string_view(text, count));
    if (parsed) {
      std::string json;
      write(json, parsed.table());
      result.json = strdup(json.c_str());
    } else {
      const toml::parse_error &error = parsed.error();
      result.error = strdup(std::string(error.description()).c_str());
      result.line = error.source().begin.line;
      result.column = error.source().begin.column;
    }
  } catch (const std::logic_error &) {
    result.error = strdup("this is not TOML");
    result.line = line_of_error(std::string_view(text, count));
    result.column = 1;
  } catch (...) {
    // Memory ran out; neither member is set.
  }
  return result;
}

void ctoml_free(ctoml_result *result) {
  std::free(result->json);
  std::free(result->error);
  *result = {};
}
