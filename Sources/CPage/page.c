#include "CPage.h"

// `#embed` is C23. SwiftPM always compiles C with the Swift toolchain's clang, which has it.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const char style[] = {
#embed "../../Pages/page.css"
};

static const char script[] = {
#embed "../../Pages/page.js"
};

const char *cpage_style(size_t *size) {
  *size = sizeof style;
  return style;
}

const char *cpage_script(size_t *size) {
  *size = sizeof script;
  return script;
}
