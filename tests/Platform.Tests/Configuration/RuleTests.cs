using System.Net;
using System.Text.Json;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Platform.Tests.Configuration;

internal sealed class RuleTests
{
    private const string Url = "an absolute http:// or https:// URL without blanks around it, or null";
    private const string Duration = "a duration of at most 36500d, such as 250ms, 5s, 2m, 1h30m or 90d";
    private const string Party = "a mobile number as \"+86\" and 11 digits, or a landline as \"+86\", city code without 0 and number, or \"+86\" and a 400 or 95 number";
    private const string Bindable = "a mobile number as \"+86\" and 11 digits, or a landline as \"+86\", city code without 0 and number";

    [TestCase("clock: fast", "1:8: clock: 'fast' is not allowed; allowed: a map")]
    [TestCase("clock: { mode: fast }", "1:16: clock.mode: 'fast' is not allowed; allowed: real, manual, scaled")]
    [TestCase("clock: { factor: 0 }", "1:18: clock.factor: '0' is not allowed; allowed: a number above 0")]
    [TestCase("clock: { start: yesterday }", "1:17: clock.start: 'yesterday' is not allowed; allowed: a time such as 2026-01-31T08:00:00Z, at most 9000-01-01")]
    [TestCase("clock: { start: 9000-01-02 }", "1:17: clock.start: '9000-01-02' is not allowed; allowed: a time such as 2026-01-31T08:00:00Z, at most 9000-01-01")]
    [TestCase("shortConnections: yes", "1:19: shortConnections: 'yes' is not allowed; allowed: true, false")]
    [TestCase("strictness: strict", "1:13: strictness: 'strict' is not allowed; allowed: vendor, lenient")]
    [TestCase("auth: { createdWindow: 0 }", "1:24: auth.createdWindow: '0' is not allowed; allowed: " + Duration)]
    [TestCase("auth: { lockout: { failures: -1 } }", "1:30: auth.lockout.failures: '-1' is not allowed; allowed: a whole number from 0 to 2147483647")]
    [TestCase("auth: { lockout: { lasts: 9000000d } }", "1:27: auth.lockout.lasts: '9000000d' is not allowed; allowed: " + Duration)]
    [TestCase("callbacks: { timeout: 60d }", "1:23: callbacks.timeout: '60d' is not allowed; allowed: a duration of at most 24h, such as 250ms or 5s")]
    [TestCase("callbacks: { retryAfter: 1m }", "1:26: callbacks.retryAfter: '1m' is not allowed; allowed: a list")]
    [TestCase("callbacks: { retryAfter: [1m, 9] }", "1:31: callbacks.retryAfter[1]: '9' is not allowed; allowed: " + Duration)]
    [TestCase(
        "callbacks: { retryAfter: [4m, 1m] }",
        "1:31: callbacks.retryAfter[1]: 1m is not allowed; allowed: an offset from the first attempt, not before the last one (4m)")]
    [TestCase(
        "callbacks: { rewriteHosts: { a: 'http://b' } }",
        "1:33: callbacks.rewriteHosts.a: 'http://b' is not allowed; allowed: a host name or an IP address, without scheme and port")]
    [TestCase("phones: { 13800000102: busy }", "1:11: phones.13800000102: '13800000102' is not allowed; allowed: " + Party)]
    [TestCase(
        "phones: { '+8613800000102': engaged }",
        "1:29: phones.+8613800000102: 'engaged' is not allowed; allowed: answered, busy, noAnswer, rejected, doNotDisturb, poweredOff, unreachable, "
            + "outOfService, unallocated, platformTimeout, abandonedBeforeForwarding, abandonedBeforeRinging, abandonedWhileRinging")]
    [TestCase("urls: 'ftp://a'", "1:7: urls: 'ftp://a' is not allowed; allowed: URLs of an IP address, localhost or * (all interfaces), such as http://127.0.0.1:8080, separated by semicolons")]
    [TestCase("applications: { mode: AX }", "1:15: applications: a map is not allowed; allowed: a list")]
    [TestCase("applications: [AX]", "1:16: applications[0]: 'AX' is not allowed; allowed: a map")]
    [TestCase("[]", "1:1: a list is not allowed; allowed: a map")]
    public void A_faulty_value_is_named_with_its_place(string yaml, string problem) => Assert.That(Load(yaml).Problems, Is.EqualTo([problem]));

    [TestCase("{}", "[0].mode: a value is missing; allowed: AX, AXB, AXE, AXYB, X")]
    [TestCase("{mode: AB}", "[0].mode: 'AB' is not allowed; allowed: AX, AXB, AXE, AXYB, X")]
    [TestCase("{mode: AX, name: a b}", "[0].name: 'a b' is not allowed; allowed: 1 to 64 letters, digits, _ or -")]
    [TestCase("{mode: AX, name: ''}", "[0].name: '' is not allowed; allowed: 1 to 64 letters, digits, _ or -")]
    [TestCase("{mode: AX, appKey: 'a b'}", "[0].appKey: 'a b' is not allowed; allowed: 1 to 128 printable ASCII characters without blanks, commas and quotes")]
    [TestCase("{mode: AX, statusUrl: ' http://127.0.0.1/x'}", "[0].statusUrl: ' http://127.0.0.1/x' is not allowed; allowed: " + Url)]
    [TestCase("{mode: AX, statusUrl: 127.0.0.1/x}", "[0].statusUrl: '127.0.0.1/x' is not allowed; allowed: " + Url)]
    [TestCase("{mode: AX, feeUrl: 'ftp://a/x'}", "[0].feeUrl: 'ftp://a/x' is not allowed; allowed: " + Url)]
    [TestCase("{mode: AX, pushAuth: wsse}", "[0].pushAuth: 'wsse' is not allowed; allowed: AKSK, WSSE")]
    [TestCase("{mode: AX, extensionDigits: 5}", "[0].extensionDigits: '5' is not allowed; allowed: a whole number from 1 to 4")]
    [TestCase("{mode: AXE, collectRepeats: 4}", "[0].collectRepeats: '4' is not allowed; allowed: a whole number from 0 to 3")]
    [TestCase("{mode: AXE, missingCallbackRecord: beep}", "[0].missingCallbackRecord: 'beep' is not allowed; allowed: none, tone, or " + Party)]
    [TestCase("{mode: AX, status: off}", "[0].status: 'off' is not allowed; allowed: normal, suspended")]
    [TestCase(
        "{mode: AX, ipWhitelist: [10.0.0.0/33]}",
        "[0].ipWhitelist[0]: '10.0.0.0/33' is not allowed; allowed: an IP address, or a block such as 10.0.0.0/8")]
    [TestCase(
        "{mode: AX, rateLimit: 10}",
        "[0].rateLimit: '10' is not allowed; allowed: a number of requests per time, such as 10/s, 600/m, 5000/h or 10/5s, or null")]
    [TestCase(
        "{mode: AX, voiceFiles: [../a.wav]}",
        "[0].voiceFiles[0]: '../a.wav' is not allowed; allowed: a file name of letters, digits, - _ . @ that ends in .wav")]
    [TestCase("{mode: AX, blacklist: ['123']}", "[0].blacklist[0]: '123' is not allowed; allowed: " + Party)]
    [TestCase("{mode: AX, blacklist: ['+86199999999']}", "[0].blacklist[0]: '+86199999999' is not allowed; allowed: " + Party)]
    [TestCase("{mode: AX, unreported: ['123']}", "[0].unreported[0]: '123' is not allowed; allowed: " + Bindable)]
    [TestCase("{mode: AX, unreported: ['+8695588']}", "[0].unreported[0]: '+8695588' is not allowed; allowed: " + Bindable)]
    [TestCase("{mode: AXE, missingCallbackRecord: '+86199999999'}", "[0].missingCallbackRecord: '+86199999999' is not allowed; allowed: none, tone, or " + Party)]
    [TestCase(
        "{mode: AX, numbers: [{number: '17000000001', areaCode: '010'}]}",
        "[0].numbers[0].number: '17000000001' is not allowed; allowed: a number as \"+86\" and 11 digits")]
    [TestCase(
        "{mode: AX, numbers: [{count: 3}]}",
        "[0].numbers[0].areaCode: a value is missing; allowed: a city code with its leading 0, such as \"0755\" or \"010\"")]
    [TestCase(
        "{mode: AX, numbers: [{areaCode: 755}]}",
        "[0].numbers[0].areaCode: '755' is not allowed; allowed: a city code with its leading 0, such as \"0755\" or \"010\"")]
    [TestCase(
        "{mode: AX, numbers: [{number: '+8617000000001', areaCode: '010', count: 2}]}",
        "[0].numbers[0].count: a count of a number that is given is not allowed; allowed: either number or count")]
    [TestCase(
        "{mode: AX, numbers: [{number: '+8617000000001', areaCode: '010'}, {number: '+8617000000001', areaCode: '020'}]}",
        "[0].numbers[1].number: number '+8617000000001' is taken by applications[0].numbers[0].number; allowed: each number once")]
    [TestCase(
        "{mode: AX, name: a}, {mode: X, name: a}", "[1].name: name 'a' is taken by applications[0].name; allowed: each name once")]
    [TestCase("{mode: AXB}, {mode: AXB, name: axb-1}", "[1].name: name 'axb-1' is taken by applications[0].name; allowed: each name once")]
    [TestCase("{mode: AXB, name: axb-2}, {mode: AXB}", "[1].name: name 'axb-2' is taken by applications[0].name; allowed: each name once")]
    [TestCase(
        "{mode: AX, appKey: a}, {mode: X, appKey: a}", "[1].appKey: appKey 'a' is taken by applications[0].appKey; allowed: each appKey once")]
    [TestCase(
        "{mode: AX, switches: {axybMaxListed: 0}}", "[0].switches.axybMaxListed: '0' is not allowed; allowed: a whole number from 1 to 2147483647")]
    [TestCase(
        "{mode: AX, switches: {sessionIdStyle: 2020}}", "[0].switches.sessionIdStyle: '2020' is not allowed; allowed: 2019, 2022")]
    public void A_faulty_application_is_named(string application, string problem)
    {
        var problems = Load($"applications: [{application}]").Problems.Select(text => text[(text.IndexOf(' ') + 1)..]);

        Assert.That(problems, Is.EqualTo(["applications" + problem]));
    }

    [TestCase("+8613800000099")]
    [TestCase("+8675528000001")]
    [TestCase("+8695588")]
    [TestCase("+864001234567")]
    [Rule("ax.md §1.3", "Whoever can call or be called can be blacklisted, have a phone that behaves, and be transferred to.", Inferred = true)]
    public void Whoever_can_call_is_a_party(string number)
    {
        var loaded = Load($"phones: {{ '{number}': busy }}\napplications: [{{ mode: AXE, blacklist: ['{number}'], missingCallbackRecord: '{number}' }}]");

        Assert.That(loaded.Problems, Is.Empty);
        Assert.That(PhoneNumber.TryParse(loaded.Options!.Applications[0].Blacklist.Single(), out _), Is.True);
    }

    [TestCase("10.0.0.1/8", "10.9.9.9")]
    [TestCase("127.0.0.1", "127.0.0.1")]
    [TestCase("2001:db8::/32", "2001:db8::1")]
    public void A_whitelist_takes_addresses_and_blocks(string entry, string address)
    {
        var options = Load($"applications: [{{ mode: AX, ipWhitelist: ['{entry}'] }}]").Options!;

        Assert.That(options.Applications[0].IpWhitelist[0].Contains(IPAddress.Parse(address)), Is.True);
    }

    [Test]
    public void A_misspelt_key_is_answered_with_the_closest()
    {
        var problem = Load("applications:\n  - mode: AX\n    statusUlr: null").Problems.Single();

        Assert.That(problem, Does.StartWith("3:5: applications[0]: unknown key 'statusUlr'; did you mean 'statusUrl'? allowed: mode, name, appKey, "));
    }

    [Test]
    public void An_application_comes_from_a_request_by_the_same_rules()
    {
        var claims = new Claims((kind, value) => (kind, value) == ("name", "taken") ? "another application" : null);
        YamlProblems problems = [];
        using var json = JsonDocument.Parse("""{"name":"taken","mode":"AXC","recording":false,"rateLimit":null,"numbers":[{"areaCode":"010","count":2}]}""");

        var application = ApplicationBinder.Bind(YamlField.Root(JsonTree.From(json.RootElement), problems), claims);

        Assert.That((application.Recording, application.Numbers[0].Count), Is.EqualTo((false, 2)));
        Assert.That(problems.Select(problem => problem.ToString()), Is.EqualTo(
        [
            "mode: 'AXC' is not allowed; allowed: AX, AXB, AXE, AXYB, X",
            "name: name 'taken' is taken by another application; allowed: each name once",
        ]));
    }

    [Test]
    public void A_change_keeps_what_it_leaves_out_and_a_null_clears()
    {
        YamlProblems problems = [];
        var current = new ApplicationOptions { Mode = Mode.Axe, Name = "a", StatusUrl = "http://a", FeeUrl = "http://b", Sms = false };
        using var json = JsonDocument.Parse("""{"feeUrl":null,"frozen":true}""");

        var changed = ApplicationBinder.Bind(YamlField.Root(JsonTree.From(json.RootElement), problems), new Claims(), current);

        Assert.That(problems, Is.Empty);
        Assert.That(changed, Is.EqualTo(current with { FeeUrl = null, Frozen = true }));
    }

    private static LoadedConfiguration Load(string yaml) =>
        ConfigurationLoader.LoadDocument(YamlParser.Parse(yaml), new Dictionary<string, string>(), []);
}
