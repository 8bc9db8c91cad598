/// Classes that do not follow from a character's general category and block, as hexadecimal code points and ranges.
///
/// Source: Unicode Character Database 15, UnicodeData.txt and DerivedBidiClass.txt, less what `BidiClass.init` derives.
let bidiExceptions: [(BidiClass, String)] = [
    (.leftToRight, """
        482 55a-589 964-970 9fa 9fd a76 af0 b70 c77 c7f c84 cbf-cc6 d4f d79 df4 e4f-e5b f01-f17 f1a-f34 f36 f38 f85 fbe-fc5 fc7-fda 104a-104f \
        109e-10fb 1360-1368 166d-166e 16eb-16ed 1735-1736 17d4-17da 1a1e-1a1f 1aa0-1aad 1b5a-1b6a 1b74-1b7e 1bfc-1bff 1c3b-1cc7 1cd3 200e 214f \
        2336-237a 2395 249c-24e9 26ac 2800-28ff 2d70 3190-319f 3200-321c 322a-3247 3260-327b 327f-32b0 32c0-32cb 32d0-3376 337b-33dd 33e0-33fe \
        a4fe-a4ff a6f2-a6f7 a789-a78a a836-a837 a8ce-a8cf a8f8-a8fc a92e-a92f a95f a9c1-a9df aa5c-aa79 aade-aadf aaf0-aaf1 ab5b abeb 10100 \
        10102-1013f 1018d-1018e 101d0-101fc 1039f-1056f 11047-1104d 110bb-110c1 110cd 11140-11143 11174-11175 111c5-111c8 111cd 111db-111df \
        11238-1123d 112a9 1144b-1145d 114c6 115c1-115d7 11641-11643 116b9 1173c-1173f 1183b 11944-11946 119e2 11a07-11a08 11a3f-11a46 11a9a-11b09 \
        11c3f-11c71 11ef7-11ef8 11f43-11f4f 11fff-1343f 16a6e-16a6f 16af5 16b37-16e9a 1bc9c 1bc9f 1cf50-1d164 1d16a-1d16c 1d183-1d184 1d18c-1d1a9 \
        1d1ae-1d1e8 1d6c1 1d6fb 1d735 1d76f 1d7a9 1d800-1d9ff 1da37-1da3a 1da6d-1da74 1da76-1da83 1da85-1da8b 1e14f 1f110-1f12e 1f130-1f169 \
        1f170-1f1ac 1f1e6-1f251
        """),
    (.rightToLeft, "200f"),
    (.arabicLetter, "61c 70f"),
    (.europeanNumber, "30-39 b2-b3 b9 6f0-6f9 2070 2074-2079 2080-2089 2488-249b ff10-ff19 102e1-102fb 1d7ce-1d7ff 1f100-1f10a 1fbf0-1fbf9"),
    (.europeanSeparator, "2b 2d 207a-207b 208a-208b 2212 fb29 fe62-fe63 ff0b ff0d"),
    (.europeanTerminator, "23-25 b0-b1 609-60a 66a 2030-2034 20c1-20cf 212e 2213 a839 fe5f fe6a ff03-ff05"),
    (.arabicNumber, "600-605 660-669 66b-66c 6dd 890-891 8e2 10d30-10d39 10e60-10e7e"),
    (.commonSeparator, "2c 2e-2f 3a a0 60c 202f 2044 fe50 fe52 fe55 ff0c ff0e-ff0f ff1a"),
    (.boundaryNeutral, "0-8 e-1b 7f-84 86-9f"),
    (.paragraphSeparator, "a d 1c-1e 85 2029"),
    (.segmentSeparator, "9 b 1f"),
    (.whiteSpace, "c 2028"),
    (.otherNeutral, """
        bc-be 2b9-2ba 2c6-2cf 2ec 374 606-607 60e-60f 6de 6e9 7f6-7f9 c78-c7e 17f0-17f9 2150-215f 2189 2460-2487 24ea-24ff 2776-2793 2cfd 2e2f \
        3251-325f 32b1-32bf a67f a717-a71f a788 fd3e-fd4f fdcf fdfd-fdff fff9-fffb 10140-1018b 1091f 10b39-10b3f 11052-11065 1eef0-1eef1 1f10b-1f10c
        """),
    (.leftToRightEmbedding, "202a"),
    (.rightToLeftEmbedding, "202b"),
    (.leftToRightOverride, "202d"),
    (.rightToLeftOverride, "202e"),
    (.popDirectionalFormat, "202c"),
    (.leftToRightIsolate, "2066"),
    (.rightToLeftIsolate, "2067"),
    (.firstStrongIsolate, "2068"),
    (.popDirectionalIsolate, "2069"),
]

/// Brackets that pair, opening:closing. Source: BidiBrackets.txt.
let bidiBrackets = """
    28:29 5b:5d 7b:7d f3a:f3b f3c:f3d 169b:169c 2045:2046 207d:207e 208d:208e 2308:2309 230a:230b 2329:232a 2768:2769 276a:276b 276c:276d \
    276e:276f 2770:2771 2772:2773 2774:2775 27c5:27c6 27e6:27e7 27e8:27e9 27ea:27eb 27ec:27ed 27ee:27ef 2983:2984 2985:2986 2987:2988 2989:298a \
    298b:298c 298d:2990 298f:298e 2991:2992 2993:2994 2995:2996 2997:2998 29d8:29d9 29da:29db 29fc:29fd 2e22:2e23 2e24:2e25 2e26:2e27 2e28:2e29 \
    2e55:2e56 2e57:2e58 2e59:2e5a 2e5b:2e5c 3008:3009 300a:300b 300c:300d 300e:300f 3010:3011 3014:3015 3016:3017 3018:3019 301a:301b fe59:fe5a \
    fe5b:fe5c fe5d:fe5e ff08:ff09 ff3b:ff3d ff5b:ff5d ff5f:ff60 ff62:ff63
    """
