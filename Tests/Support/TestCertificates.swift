/// Certificates for TLS on the loopback address, valid from 2020 to 2120; nobody else trusts them.
///
/// Made with openssl-ca(1): an authority with a key on the curve prime256v1, and the certificates of
/// servers that it has signed. The keys are of no use anywhere else.
public enum TestCertificates {
  /// The authority that has signed the servers' certificates.
  public static let authority = """
    -----BEGIN CERTIFICATE-----
    MIIBcTCCARegAwIBAgIBATAKBggqhkjOPQQDAjAfMR0wGwYDVQQDDBRjb252byB0
    ZXN0IGF1dGhvcml0eTAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFow
    HzEdMBsGA1UEAwwUY29udm8gdGVzdCBhdXRob3JpdHkwWTATBgcqhkjOPQIBBggq
    hkjOPQMBBwNCAATATsTenN0tl6k8EdYF8GOKRuOTsSf8cBi5l4+jVthSpg5iLfUm
    ilpyuweFjySefQPgitDZmu2Cc/pTIU/GhvTqo0IwQDAPBgNVHRMBAf8EBTADAQH/
    MA4GA1UdDwEB/wQEAwIBBjAdBgNVHQ4EFgQUQoD9YmR8uCPcl2kIePxa3RS1xgMw
    CgYIKoZIzj0EAwIDSAAwRQIgbTjvJIV4lmF60+vjrEAfRxr7PWSd1AfJNeFS4ZEc
    Dd0CIQCcU95ULxXBHMHRD5zYKTzhMWRtXxlick8I3JdqkKFzNw==
    -----END CERTIFICATE-----

    """

  /// An authority that has signed none of them.
  public static let otherAuthority = """
    -----BEGIN CERTIFICATE-----
    MIIBdDCCARugAwIBAgIBAjAKBggqhkjOPQQDAjAhMR8wHQYDVQQDDBZhbm90aGVy
    IHRlc3QgYXV0aG9yaXR5MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAw
    WjAhMR8wHQYDVQQDDBZhbm90aGVyIHRlc3QgYXV0aG9yaXR5MFkwEwYHKoZIzj0C
    AQYIKoZIzj0DAQcDQgAEVwycD38T6wplWVs3cQbLHYTIURZgq3lJImW2s4eM5s1O
    ZLsSa6fw/aKbRwSm3c1y5ut02ugFMrW7RXosH4MYL6NCMEAwDwYDVR0TAQH/BAUw
    AwEB/zAOBgNVHQ8BAf8EBAMCAQYwHQYDVR0OBBYEFJ8vi9ge+tZCfe4vRMxCbXOq
    BPOPMAoGCCqGSM49BAMCA0cAMEQCIQDDQ+A2jIyzG0BLo1wjwNH9UCtk6cognSIY
    PvZrWb1bcwIfGPVaNi84Npgo1O4fVVpva5ybqg2tHOb1Cq+o7odKiw==
    -----END CERTIFICATE-----

    """

  /// A server's certificate for localhost and 127.0.0.1.
  public static let loopback = """
    -----BEGIN CERTIFICATE-----
    MIIBoTCCAUegAwIBAgIBAzAKBggqhkjOPQQDAjAfMR0wGwYDVQQDDBRjb252byB0
    ZXN0IGF1dGhvcml0eTAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFow
    EzERMA8GA1UEAwwIbG9vcGJhY2swWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARL
    7BsYP4iLd15KP3TuOzsNTMggQXHPxpLa7F+PIdaoGiFDFHq3gPxce5ZQz4JPsFbC
    ajPbmStOVKAmmbprSiGro34wfDAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEw
    CQYDVR0TBAIwADATBgNVHSUEDDAKBggrBgEFBQcDATAdBgNVHQ4EFgQUnwFBAlUE
    W3xx+6LXRCKhP91snHMwHwYDVR0jBBgwFoAUQoD9YmR8uCPcl2kIePxa3RS1xgMw
    CgYIKoZIzj0EAwIDSAAwRQIgYwXeBy2lAtFs05DDUBR41JjP0U6TUNSnAY9w8Joc
    +YACIQDp9tTsy/OYTw60tb1RC116QtolRcjVcVGNK1Ope/B2Lw==
    -----END CERTIFICATE-----

    """

  /// Its key.
  public static let loopbackKey = """
    -----BEGIN EC PRIVATE KEY-----
    MHcCAQEEILEnLoyOLj1/1lfv54o8JYqVOpIffMVWZFX+cPG8wOM8oAoGCCqGSM49
    AwEHoUQDQgAES+wbGD+Ii3deSj907js7DUzIIEFxz8aS2uxfjyHWqBohQxR6t4D8
    XHuWUM+CT7BWwmoz25krTlSgJpm6a0ohqw==
    -----END EC PRIVATE KEY-----

    """

  /// A server's certificate for elsewhere.example.
  public static let elsewhere = """
    -----BEGIN CERTIFICATE-----
    MIIBpTCCAUugAwIBAgIBBDAKBggqhkjOPQQDAjAfMR0wGwYDVQQDDBRjb252byB0
    ZXN0IGF1dGhvcml0eTAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFow
    FDESMBAGA1UEAwwJZWxzZXdoZXJlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
    nr4KYBnFL7n930Gpd1E3gSYdzkBNHOFPeB0UL2lTFIZn9wwMpQPqF6JlgSThp5Uh
    FKz+pfkHepBCIFZ3qHPd+KOBgDB+MBwGA1UdEQQVMBOCEWVsc2V3aGVyZS5leGFt
    cGxlMAkGA1UdEwQCMAAwEwYDVR0lBAwwCgYIKwYBBQUHAwEwHQYDVR0OBBYEFNt7
    awq5crSlVFNxI3y+ruB/p9MqMB8GA1UdIwQYMBaAFEKA/WJkfLgj3JdpCHj8Wt0U
    tcYDMAoGCCqGSM49BAMCA0gAMEUCIAhwbhyKfPiBaGgNFUyl7SkO0jv1Alh0FU+v
    WK1DrL6MAiEArwVmc6T77+Z8JqSYZj1nNGj9M1hWh5AoQsDmZicrgos=
    -----END CERTIFICATE-----

    """

  /// Its key.
  public static let elsewhereKey = """
    -----BEGIN EC PRIVATE KEY-----
    MHcCAQEEIBumd/jAVG8tOY6t5WeOCpACb9tztZ7Xb70HXtgA7tcLoAoGCCqGSM49
    AwEHoUQDQgAEnr4KYBnFL7n930Gpd1E3gSYdzkBNHOFPeB0UL2lTFIZn9wwMpQPq
    F6JlgSThp5UhFKz+pfkHepBCIFZ3qHPd+A==
    -----END EC PRIVATE KEY-----

    """

  /// A server's certificate for localhost and 127.0.0.1 that ended in January 2020.
  public static let expired = """
    -----BEGIN CERTIFICATE-----
    MIIBnzCCAUSgAwIBAgIBBTAKBggqhkjOPQQDAjAfMR0wGwYDVQQDDBRjb252byB0
    ZXN0IGF1dGhvcml0eTAeFw0yMDAxMDEwMDAwMDBaFw0yMDAyMDEwMDAwMDBaMBIx
    EDAOBgNVBAMMB2V4cGlyZWQwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQvesFj
    DFE18AV3Lel54ppzXKKQsAdiBdjQAsXJ4CfF57JZLTYln18rCnBjEsMFdCRpaao0
    kvB1J8NQKFbWkO4zo34wfDAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCQYD
    VR0TBAIwADATBgNVHSUEDDAKBggrBgEFBQcDATAdBgNVHQ4EFgQUjES4kQt2ylsT
    Zg59TCY6S5UkyOowHwYDVR0jBBgwFoAUQoD9YmR8uCPcl2kIePxa3RS1xgMwCgYI
    KoZIzj0EAwIDSQAwRgIhANG90SqCcVEi/gq6V4ZwN5d+ye43Xsa56ytf16BeWKEs
    AiEA4uUhfNqcVVz3dcTjtdTOtjmQp2pZ6e+3acETAvFMp9s=
    -----END CERTIFICATE-----

    """

  /// Its key.
  public static let expiredKey = """
    -----BEGIN EC PRIVATE KEY-----
    MHcCAQEEIARQT55K8Z0juQhLZ4M2nSC3RSYAD+Zaw9edTVMv9h/xoAoGCCqGSM49
    AwEHoUQDQgAEL3rBYwxRNfAFdy3peeKac1yikLAHYgXY0ALFyeAnxeeyWS02JZ9f
    KwpwYxLDBXQkaWmqNJLwdSfDUChW1pDuMw==
    -----END EC PRIVATE KEY-----

    """
}
