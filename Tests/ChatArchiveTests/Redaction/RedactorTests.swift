import ChatCompletions
import ChatTestSupport
import Testing

@testable import ChatArchive

@Suite struct RedactorTests {
  /// What must go, and what stands there instead.
  ///
  /// A middle dot is left out before the text is read, so that no program that looks for secrets takes these
  /// for some.
  static let secrets: [(text: String, clean: String)] = [
    // Keys.
    ("OPENAI: s·k-proj-Ab12_cd34-EFGH5678ijkl9012", "OPENAI: [redacted:api-key]"),
    ("s·k-ant-api03-Ab12cd34EF_gh56-78ijkl90AA,", "[redacted:api-key],"),
    (
      "export DEEPSEEK_API_KEY=s·k-0123456789abcdef0123456789abcdef",
      "export DEEPSEEK_API_KEY=[redacted:api-key]"
    ),
    ("钥匙s·k-0123456789abcdef0123456789abcdef。", "钥匙[redacted:api-key]。"),
    ("A·KIAABCDEFGHIJKLMNOP", "[redacted:api-key]"),
    ("id A·SIA1234567890ABCDEF.", "id [redacted:api-key]."),
    ("g·hp_abcdefghijklmnopqrstuvwxyz0123456789", "[redacted:api-key]"),
    ("g·ithub_pat_11ABCDEFG0abcdefghijkl_ABCDEFGHIJ0123456789", "[redacted:api-key]"),
    ("x·oxb-123456789012-abcdefGHIJ", "[redacted:api-key]"),
    ("key=A·IzaSyA1234567890abcdefghijklmnopqrstuv&x=1", "key=[redacted:api-key]&x=1"),
    ("h·f_abcdefghijklmnopqrstuvwxyzABCDEFGH", "[redacted:api-key]"),
    ("L·TAI5tAbCdEfGhIjKlMnOpQr", "[redacted:api-key]"),
    ("g·lpat-abcdefghij0123456789", "[redacted:api-key]"),
    // Tokens.
    ("jwt e·yJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcDEF-123_xyz!", "jwt [redacted:token]!"),
    ("Authorization: Bearer abcdef0123456789abcdef", "Authorization: Bearer [redacted:token]"),
    (
      "curl -H 'authorization: bearer abcdef0123456789=='",
      "curl -H 'authorization: bearer [redacted:token]'"
    ),
    ("Authorization: Basic dXNlcjpwYXNzd29yZDEyMw==", "Authorization: Basic [redacted:token]"),
    (
      "a\n-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA0123456789+/==\n-----END RSA PRIVATE KEY-----\nb",
      "a\n[redacted:private-key]\nb"
    ),
    (
      #"{"k":"-----BEGIN PRIVATE KEY-----\nMIIEowIBAAKCAQEA0123\n-----END PRIVATE KEY-----\n"}"#,
      #"{"k":"[redacted:private-key]\n"}"#
    ),
    ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE", "[redacted:private-key]"),
    // Assignments.
    (#"password = "hunter""#, #"password = "[redacted:password]""#),
    (
      #"let dbPassword: String = "correct-horse""#,
      #"let dbPassword: String = "[redacted:password]""#
    ),
    ("const apiKey = 'abcd1234';", "const apiKey = '[redacted:password]';"),
    (#"{"client_secret":"a1b2c3d4"}"#, #"{"client_secret":"[redacted:password]"}"#),
    (#"config["password"] = "qwerty""#, #"config["password"] = "[redacted:password]""#),
    (#"\"passwd\": \"tops3cret\""#, #"\"passwd\": \"[redacted:password]\""#),
    ("DB_PASSWORD=correcthorse\nUSER=me", "DB_PASSWORD=[redacted:password]\nUSER=me"),
    ("spring.datasource.password=abc123", "spring.datasource.password=[redacted:password]"),
    ("password: s3cr3t!pass.", "password: [redacted:password]."),
    ("password: hunter2secret", "password: [redacted:password]"),
    ("**Password:** hunter2", "**Password:** [redacted:password]"),
    ("密码：abc12345，请保密", "密码：[redacted:password]，请保密"),
    ("初始密码:Abc12345", "初始密码:[redacted:password]"),
    ("?user=a&access_token=abc123def456&x=1", "?user=a&access_token=[redacted:password]&x=1"),
    ("X-Api-Key: 0123456789abcdef", "X-Api-Key: [redacted:password]"),
    ("secret := \"p4ssw0rdp4ss\"", "secret := \"[redacted:password]\""),
    ("mysql --password hunter22 -u me", "mysql --password [redacted:password] -u me"),
    ("postgres://me:s3cret@localhost:5432/db", "postgres://[redacted:password]@localhost:5432/db"),
    ("https://a:b@example.org/x", "https://[redacted:password]@example.org/x"),
    // E-mail.
    ("邮箱zhangsan@example.com。", "邮箱[redacted:email]。"),
    ("<first.last+tag@mail.example.co.uk>", "<[redacted:email]>"),
    ("13812345678@qq.com", "[redacted:email]"),
    ("mailto:a_b@example.com?subject=x", "mailto:[redacted:email]?subject=x"),
    // Telephones.
    ("我的手机号是13812345678。", "我的手机号是[redacted:phone]。"),
    ("电话：138 1234 5678，", "电话：[redacted:phone]，"),
    ("电话138-1234-5678转", "电话[redacted:phone]转"),
    ("１３８１２３４５６７８号", "[redacted:phone]号"),
    ("１３８－１２３４－５６７８", "[redacted:phone]"),
    ("+86 138 1234 5678", "[redacted:phone]"),
    ("+8613812345678", "[redacted:phone]"),
    ("＋８６１３８１２３４５６７８", "[redacted:phone]"),
    ("(+86)13812345678", "([redacted:phone]"),
    ("0086-138-1234-5678", "[redacted:phone]"),
    ("8613812345678", "[redacted:phone]"),
    ("+86 10 6554 2345", "[redacted:phone]"),
    ("call +1 (415) 555-2671 now", "call [redacted:phone] now"),
    ("+44 20 7946 0958.", "[redacted:phone]."),
    ("+1.415.555.2671", "[redacted:phone]"),
    ("+85221234567", "[redacted:phone]"),
    ("13812345678,13912345678", "[redacted:phone],[redacted:phone]"),
    ("138 1234 5678 13912345678", "[redacted:phone] [redacted:phone]"),
    // Identity cards: the numbers of the standard's own examples.
    ("身份证11010519491231002X。", "身份证[redacted:resident-id]。"),
    ("11010519491231002x", "[redacted:resident-id]"),
    ("440524188001010014", "[redacted:resident-id]"),
    ("110105 19491231 002X", "[redacted:resident-id]"),
    ("１１０１０５１９４９１２３１００２Ｘ", "[redacted:resident-id]"),
    // Bank cards: the numbers that payment providers document for tests.
    ("4242 4242 4242 4242 12/34", "[redacted:bank-card] 12/34"),
    ("卡号4111111111111111，", "卡号[redacted:bank-card]，"),
    ("5555-5555-5555-4444", "[redacted:bank-card]"),
    ("3782 822463 10005", "[redacted:bank-card]"),
    ("6205500000000000004", "[redacted:bank-card]"),
    ("6205 5000 0000 0000 004", "[redacted:bank-card]"),
    ("4222222222222", "[redacted:bank-card]"),
  ]

  @Test("What is a secret or personal number by its shape or its name goes", arguments: secrets)
  func goes(_ text: String, _ clean: String) {
    var redactor = Redactor()
    let given = text.replacing("·", with: "")
    #expect(redactor.redact(given) == clean)
    #expect(redactor.counts.values.reduce(0, +) > 0)
    #expect(redactor.redact(clean) == clean)
  }

  static let harmless: [String] = [
    "", "Hello, world.", "你好，世界。",
    // Numbers of other things.
    "ISBN 978-7-111-54493-7, 9787111544937, 0-306-40615-2", "2026-03-01 12:30:45.123456+08:00",
    "1712345678", "1712345678901", "1712345678901234", "1712345678901234567",
    "20240101123000", "1,234,567.89", "¥13,812,345,678.00", "0.13812345678", "3.13812345678",
    "13812345678.5", "3.14159265358979323846264338327950288419716939937510",
    "2.71828182845904523536", "v1.2.3", "10.15.7", "192.168.100.200:8080", "4.2.0-rc.1+20240101",
    "+20240101 更新", "a1b2c3d 138", "0x13812345678", "13812345678abc", "abc13812345678",
    "9999999999", "12812345678", "1381234567", "138123456789",
    "4111111111111112", "1234 5678 9012 3456", "6205500000000000005",
    "110105194912310021", "11010519491331002X", "99010519491231002X", "110105194912310020123",
    "1+12345678901", "C++11", "x+13812", "+0800", "UTC+08:00", "12:34:56", "50%", "1e10",
    // Names and sums of other things.
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "550e8400-e29b-41d4-a716-446655440000", "41234567-1234-4123-8123-123456789012",
    "sk-fading-circle-with-a-long-class-name", "task-0123456789abcdef0123456789", "sk-short1",
    "sk-xxxxxxxxxxxxxxxxxxxxxxxx", "AKIA_IS_A_PREFIX", "eyJhbGciOiJIUzI1NiJ9", "ghp_short",
    "disk_usage_0123456789012345678901234567890123456789",
    // Code and prose around secrets.
    "password: String", "var token: UInt64", "password = input(\"Password: \")",
    "token = tokens[0]", "max_tokens: 4096", "\"total_tokens\":12345678",
    "api_key = os.environ[\"API_KEY\"]", "apiKey: process.env.API_KEY", "password=$PASSWORD",
    "api_key=${API_KEY}", "API_KEY=YOUR_API_KEY", "Authorization: Bearer $TOKEN",
    "Authorization: Bearer <token>", "Bearer authentication is described in RFC 6750.",
    "\"token\":\" hello\",\"logprob\":-0.25", "secret: ****", "password: \"\"",
    "The password: it must have eight characters.", "connect(password=password)",
    "login(token=self.token2)", "\"password\": \"Please enter your password\"",
    "\"password\": \"密码\"", "<input type=\"password\" name=\"x\">", "the token = 12",
    "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
    "-----BEGIN CERTIFICATE-----\nMIIEowIBAAKCAQEA0123456789\n-----END CERTIFICATE-----",
    "https://example.com:8080/path@2x", "http://host:80", "git@github.com:owner/name.git",
    "npm i pkg@1.2.3", "@decorator.name", "icon@2x.png", "a@b", "user@localhost", "x @ y.z",
    "| --- | :---: | ---: |", "--------------------------------", "==================",
    "电话簿", "[redacted:phone]", "password=[redacted:password]", "[redacted:password]=abc123",
  ]

  @Test("What only looks like one stays, byte for byte", arguments: harmless)
  func stays(_ text: String) {
    var redactor = Redactor()
    #expect(redactor.redact(text).utf8.elementsEqual(text.utf8))
    #expect(redactor.counts == [:])
  }

  @Test("Every kind is counted")
  func counts() {
    var redactor = Redactor()
    _ = redactor.redact("a@example.com 13812345678 b@example.com")
    _ = redactor.redact("13912345678")
    #expect(redactor.counts == [.email: 2, .phone: 2])
  }
}
