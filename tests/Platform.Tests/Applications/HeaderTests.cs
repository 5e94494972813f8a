using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Platform.Tests.Applications;

/// <summary>The form of the headers: every defect has a code of its own (auth.md §3, §4 steps 3 and 4).</summary>
internal sealed class HeaderTests
{
    private const string NoAuthorization = "400 1023006 Authorization not contained in the HTTP header.";
    private const string NoRealm = "400 1023007 realm not contained in Authorization.";
    private const string NoProfile = "400 1023008 profile not contained in Authorization.";
    private const string NoType = "400 1023012 type not contained in Authorization.";
    private const string WrongRealm = "400 1023009 The value of realm in Authorization must be SDP.";
    private const string WrongProfile = "400 1023010 The value of profile in Authorization must be UsernameToken.";
    private const string WrongType = "400 1023011 The value of type in Authorization must be app_key.";

    private static readonly (string Authorization, string Expected)[] Claims =
    [
        ("", NoAuthorization),
        ("AKSK", NoRealm),
        ("AKSK profile=\"UsernameToken\",type=\"Appkey\"", NoRealm),
        ("AKSK realm=\"\",profile=\"UsernameToken\",type=\"Appkey\"", NoRealm),
        ("AKSK realm=\"SDP\",type=\"Appkey\"", NoProfile),
        ("AKSK realm=\"SDP\",profile=\"UsernameToken\"", NoType),
        ("AKSK realm=\"SDP\",profile=\"UsernameToken\",dsl=\"Appkey\"", NoType),
        ("AKSK realm=\"sdp\",profile=\"UsernameToken\",type=\"Appkey\"", WrongRealm),
        ("AKSK realm=\"SDP\",profile=\"usernametoken\",type=\"Appkey\"", WrongProfile),
        ("AKSK realm=\"SDP\",profile=\"UsernameToken\",type=\"app_key\"", WrongType),
        ("AKSK realm=\"x\",profile=\"x\"", NoType),
        ("AKSK realm=\"x\",type=\"x\"", NoProfile),
        ("AKSK profile=\"x\"", NoRealm),
        ("AKSK realm=\"x\",profile=\"x\",type=\"x\"", WrongRealm),
        ("AKSK realm=\"SDP\",profile=\"x\",type=\"x\"", WrongProfile),
        ("Basic dXNlcjpwYXNz", NoAuthorization),
        ("Bearer abc", NoAuthorization),
        ("realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\"", NoAuthorization),
        ("aksk realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\"", NoAuthorization),
        ("AKSK realm=\"SDP\", profile=\"UsernameToken\", type=\"Appkey\"", AuthSample.Granted),
        ("AKSK  type = \"Appkey\" ,profile=\"UsernameToken\" , realm=\"SDP\"", AuthSample.Granted),
        ("AKSK realm=SDP,profile=UsernameToken,type=Appkey", AuthSample.Granted),
        ("AKSK realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\",more=\"1\"", AuthSample.Granted),
    ];

    private static IEnumerable<TestCaseData> ClaimCases() => Claims.Select(row => new TestCaseData(row.Authorization, row.Expected));

    [TestCaseSource(nameof(ClaimCases))]
    [Rule("auth.md §3", "Each defect of Authorization has its own code and text, the missing attributes before the wrong ones; order and blanks do not matter.")]
    [Rule("auth.md §4", "A scheme that is neither AKSK nor WSSE is answered 1023006.", Inferred = true)]
    public async Task The_Authorization_header(string authorization, string expected)
    {
        await using var emulator = await TestEmulator.StartAsync(AuthSample.Application);

        Assert.That(new AuthSample { Authorization = authorization }.Answer(emulator), Is.EqualTo(expected));
    }

    // The name of the header, which attributes there are, the answer.
    private static IEnumerable<TestCaseData> Tokens()
    {
        TestCaseData Row(bool wsse, string token, string expected) => new(wsse, token, expected);
        const string D = "PasswordDigest=\"d\"", N = "Nonce=\"n\"", C = "Created=\"2026-01-01T00:00:00Z\"", U = "Username=\"u\"";

        yield return Row(false, "", "400 1023033 HTTP header not found X-AKSK field.");
        yield return Row(false, $"{U},{D},{N},{C}", "400 1023038 UsernameToken not contained in X-AKSK.");
        yield return Row(false, $"Token {U},{D},{N},{C}", "400 1023038 UsernameToken not contained in X-AKSK.");
        yield return Row(false, "UsernameToken", "400 1023034 UserName not contained in X-AKSK.");
        yield return Row(false, $"UsernameToken {D},{N},{C}", "400 1023034 UserName not contained in X-AKSK.");
        yield return Row(false, $"UsernameToken Username=\"\",{D},{N},{C}", "400 1023034 UserName not contained in X-AKSK.");
        yield return Row(false, $"UsernameToken {U},{D},{C}", "400 1023035 Nonce not contained in X-AKSK.");
        yield return Row(false, $"UsernameToken {U},{D},Nonce=\"\",{C}", "400 1023035 Nonce not contained in X-AKSK.");
        yield return Row(false, $"UsernameToken {U},{D},{N}", "400 1023036 Created not contained in X-AKSK.");
        yield return Row(false, $"UsernameToken {U},{N},{C}", "400 1023037 PasswordDigest not contained in X-AKSK.");
        yield return Row(false, $"UsernameToken {U}", "400 1023035 Nonce not contained in X-AKSK.");
        yield return Row(false, $"UsernameToken {U},{N}", "400 1023036 Created not contained in X-AKSK.");
        yield return Row(true, "", "400 1023026 X-WSSE not contained in the HTTP header.");
        yield return Row(true, $"UsernameToken {D},{N},{C}", "400 1023027 Username not contained in X-WSSE.");
        yield return Row(true, $"UsernameToken {U},{D},{C}", "400 1023028 Nonce not contained in X-WSSE.");
        yield return Row(true, $"UsernameToken {U},{D},{N}", "400 1023029 Created not contained in X-WSSE.");
        yield return Row(true, $"UsernameToken {U},{N},{C}", "400 1023030 PasswordDigest not contained in X-WSSE.");
        yield return Row(true, $"UsernameToken {U},{D},{N},Created=\"1.1.2026\"", "400 1023031 The format of Created in X-WSSE is invalid.");
        yield return Row(true, $"UsernameToken {U},{D},{N},{C}", "403 1010003 Invalid app_key.");
    }

    [TestCaseSource(nameof(Tokens))]
    [Rule("auth.md §3", "Each defect of X-AKSK and of X-WSSE has its own code and text; an empty value counts as missing.")]
    [Rule("auth.md §2", "A malformed Created is 400 / 1023031 under WSSE; the end of that code's text is ours.", Inferred = true)]
    public async Task The_token_header(bool wsse, string token, string expected)
    {
        await using var emulator = await TestEmulator.StartAsync(AuthSample.Application);

        Assert.That(new AuthSample { Wsse = wsse, Token = token }.Answer(emulator), Is.EqualTo(expected));
    }

    [Test]
    [Rule("auth.md §4", "A foreign scheme beside an X-WSSE header is answered 1023013.", Inferred = true)]
    public async Task A_foreign_scheme_beside_X_WSSE()
    {
        await using var emulator = await TestEmulator.StartAsync(AuthSample.Application);

        var answer = new AuthSample { Wsse = true, Authorization = "Basic realm=\"SDP\"" }.Answer(emulator);

        Assert.That(answer, Is.EqualTo("400 1023013 WSSE not contained in Authorization."));
    }

    [Test]
    [Rule("auth.md §7", "The two digests are those of the test vectors.")]
    public void The_test_vectors()
    {
        const string Secret = "cfc8TestSecret00000000000000", Nonce = "66C92B11FF8A425FB8D4CCFE0ED9ED1F", Created = "2018-02-12T15:30:20Z";

        Assert.That(Digests.Aksk(Secret, Nonce, Created), Is.EqualTo("O+3upjecpBvqaGmMbQC2namFREQwz0KJYxWDmzFYnfQ="));
        Assert.That(Digests.Wsse(Secret, Nonce, Created), Is.EqualTo("KKmNjPrfdeCher5lS6CoZXdINTdevTRTXevhTQu2liU="));
    }

    [TestCase(false)]
    [TestCase(true)]
    [Rule("decision D9", "AKSK and WSSE are both accepted.", Switch = "auth.wsse")]
    public async Task Both_schemes_are_accepted(bool wsse)
    {
        await using var emulator = await TestEmulator.StartAsync(AuthSample.Application);

        Assert.That(new AuthSample { Wsse = wsse }.Answer(emulator), Is.EqualTo(AuthSample.Granted));
    }

    [Test]
    [Rule("auth.md §2", "With auth.wsse off a WSSE request lacks its X-AKSK: 1023033.", Inferred = true, Switch = "auth.wsse")]
    public async Task WSSE_can_be_switched_off()
    {
        await using var emulator = await TestEmulator.StartAsync(AuthSample.Application);
        var strict = new AuthOptions { Wsse = false };

        Assert.That(new AuthSample { Wsse = true }.Answer(emulator.Worlds, strict), Is.EqualTo("400 1023033 HTTP header not found X-AKSK field."));
        Assert.That(new AuthSample().Answer(emulator.Worlds, strict), Is.EqualTo(AuthSample.Granted));
    }

    private static readonly string[] Attributes = ["Username", "PasswordDigest", "Nonce", "Created"];

    [TestCase(",", "3210")]
    [TestCase(", ", "0123")]
    [TestCase(" , ", "2031")]
    [TestCase(",\t", "1302")]
    [Rule("auth.md §1", "The attributes of X-AKSK stand in any order, with or without blanks after the commas.")]
    public async Task Attributes_in_any_order_with_any_blanks(string comma, string order)
    {
        await using var emulator = await TestEmulator.StartAsync(AuthSample.Application);
        var created = AuthSample.Time(WallClock.Provider.GetUtcNow());
        string[] values = [AuthSample.Key, Digests.Aksk(AuthSample.Secret, "n1", created), "n1", created];
        var token = "UsernameToken " + string.Join(comma, order.Select(c => c - '0').Select(i => $"{Attributes[i]}=\"{values[i]}\""));

        Assert.That(new AuthSample { Token = token }.Answer(emulator), Is.EqualTo(AuthSample.Granted));
    }

    [TestCase("?app_key=a1-key&access_token=xyz", "403 1010003 Invalid app_key.")]
    [TestCase("?app_key=a1-key", NoAuthorization)]
    [Rule("decision D42", "Without Authorization, access_token in the query is answered 1010003; without it 1023006.")]
    public async Task The_oldest_clients(string query, string expected)
    {
        await using var emulator = await TestEmulator.StartAsync(AuthSample.Application);

        Assert.That(new AuthSample { Query = query, Authorization = null, Token = null }.Answer(emulator), Is.EqualTo(expected));
        Assert.That(new AuthSample { Query = query }.Answer(emulator), Is.EqualTo(AuthSample.Granted), "who signs is not among them");
    }
}
