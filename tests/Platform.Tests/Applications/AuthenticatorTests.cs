using System.Net;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Platform.Tests.Applications;

/// <summary>Key, status, whitelist, time, digest, nonce, rate, account and mode, and the order of these checks (auth.md §4).</summary>
internal sealed class AuthenticatorTests
{
    private const string UnknownKey = "403 1010003 Invalid app_key.";
    private const string Suspended = "403 1010008 The status of the app_key is unavailable.";
    private const string NotWhitelisted = "403 1020166 The app client ip is not in ip white list.";
    private const string TimeOut = "401 1010013 Time out limit.";
    private const string WrongDigest = "401 1010010 Invalid digest.";
    private const string FlowControl = "403 1010010 The flow control upper limit is reached on the platform.";
    private const string Frozen = "403 1010029 The subscriber status is frozen.";
    private const string WrongMode = "403 1010040 The app_key is not allowed to invoke the API.";

    [Test]
    [Rule("auth.md §3", "An unknown key is 1010003.")]
    public async Task An_unknown_key()
    {
        await using var emulator = await TestEmulator.StartAsync(AuthSample.Application);

        Assert.That(new AuthSample { Username = "A1-KEY" }.Answer(emulator), Is.EqualTo(UnknownKey));
    }

    [TestCase(false)]
    [TestCase(true)]
    [Rule("auth.md §3", "A wrong PasswordDigest is 401 / 1010010, in both schemes; hexadecimal digests are wrong.")]
    public async Task A_wrong_digest(bool wsse)
    {
        await using var emulator = await TestEmulator.StartAsync(AuthSample.Application);
        var right = new AuthSample { Wsse = wsse };
        var hex = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(
            Convert.ToHexStringLower(Convert.FromBase64String(Digests.Wsse(AuthSample.Secret, right.Nonce, right.Created)))));

        Assert.That(new AuthSample { Wsse = wsse, Digest = "nope" }.Answer(emulator), Is.EqualTo(WrongDigest));
        Assert.That(new AuthSample { Wsse = wsse, Digest = hex, Created = right.Created }.Answer(emulator), Is.EqualTo(WrongDigest));
        Assert.That(
            new AuthSample { Wsse = wsse, Digest = Digests.Aksk("other", right.Nonce, right.Created), Created = right.Created }.Answer(emulator),
            Is.EqualTo(WrongDigest));
    }

    [TestCase(-24 * 60 + 1, true)]
    [TestCase(-24 * 60 - 1, false)]
    [TestCase(24 * 60 - 1, true)]
    [TestCase(24 * 60 + 1, false)]
    [TestCase(8 * 60, true)]
    [TestCase(0, true)]
    [Rule("decision D7", "Created may be 24 hours from the time of day, before or after; beyond it 1010013.", Switch = "auth.createdWindow")]
    public async Task Created_is_within_a_day_of_the_wall_clock(int minutes, bool granted)
    {
        await using var emulator = await TestEmulator.StartAsync(AuthSample.Application);

        var answer = new AuthSample { Created = AuthSample.Time(WallClock.Provider.GetUtcNow().AddMinutes(minutes)) }.Answer(emulator);

        Assert.That(answer, Is.EqualTo(granted ? AuthSample.Granted : TimeOut));
    }

    [Test]
    [Rule("decision D7", "The window of Created is configurable and never looks at a virtual clock.", Switch = "auth.createdWindow")]
    public async Task The_window_is_configurable_and_ignores_the_virtual_clock()
    {
        await using var emulator = await TestEmulator.StartAsync(AuthSample.Application);
        await emulator.AdvanceAsync(TimeSpan.FromDays(400));
        var old = new AuthSample { Created = AuthSample.Time(WallClock.Provider.GetUtcNow().AddMinutes(-3)) };

        Assert.That(old.Answer(emulator.Worlds, new AuthOptions { CreatedWindow = TimeSpan.FromMinutes(5) }), Is.EqualTo(AuthSample.Granted));
        Assert.That(old.Answer(emulator.Worlds, new AuthOptions { CreatedWindow = TimeSpan.FromMinutes(1) }), Is.EqualTo(TimeOut));
    }

    [TestCase("2026-01-01 00:00:00")]
    [TestCase("2026-01-01T00:00:00.000Z")]
    [TestCase("2026-01-01T00:00:00")]
    [TestCase("2026-13-01T00:00:00Z")]
    [TestCase("0001-01-01T00:00:00Z")]
    [TestCase("9999-12-31T23:59:59Z")]
    [TestCase("now")]
    [Rule("auth.md Open points", "A malformed Created is 1010013.", Inferred = true)]
    public async Task A_malformed_Created(string created)
    {
        await using var emulator = await TestEmulator.StartAsync(AuthSample.Application);

        Assert.That(new AuthSample { Created = created }.Answer(emulator), Is.EqualTo(TimeOut));
    }

    private static readonly TestCaseData[] Nonces =
    [
        new TestCaseData("5f3c.9a1b-7c", false),
        new TestCaseData(new string('n', 129), false).SetArgDisplayNames("129 letters"),
        new TestCaseData(new string('n', 128), true).SetArgDisplayNames("128 letters"),
    ];

    [TestCaseSource(nameof(Nonces))]
    [Rule("auth.md §5", "A nonce of other characters or over 128 of them is accepted; the strict switch refuses it with 403 / 1010002.", Inferred = true, Switch = "auth.rejectReusedNonce")]
    public async Task An_odd_nonce_is_accepted_unless_switched(string nonce, bool plain)
    {
        await using var emulator = await TestEmulator.StartAsync(AuthSample.Application);
        var sample = new AuthSample { Nonce = nonce };

        Assert.That(sample.Answer(emulator), Is.EqualTo(AuthSample.Granted));
        Assert.That(
            sample.Answer(emulator.Worlds, new AuthOptions { RejectReusedNonce = true }),
            Is.EqualTo(plain ? AuthSample.Granted : "403 1010002 Invalid request."));
    }

    [TestCase(false)]
    [TestCase(true)]
    [Rule("decision D8", "A nonce may be used again; a switch refuses it with 401 / 1010010.", Inferred = true, Switch = "auth.rejectReusedNonce")]
    public async Task A_nonce_may_be_used_again_unless_switched(bool reject)
    {
        var auth = new AuthOptions { RejectReusedNonce = reject };
        await using var emulator = await TestEmulator.StartAsync(new EmulatorOptions { Auth = auth, Applications = [AuthSample.Application] });
        string Answer(string nonce, string? digest = null) => new AuthSample { Nonce = nonce, Digest = digest }.Answer(emulator.Worlds, auth);

        Assert.That(Answer("first", "wrong"), Is.EqualTo(WrongDigest), "a wrong digest uses nothing up");
        Assert.That(Answer("first"), Is.EqualTo(AuthSample.Granted));
        Assert.That(Answer("first"), Is.EqualTo(reject ? WrongDigest : AuthSample.Granted));
        Assert.That(Answer("second"), Is.EqualTo(AuthSample.Granted));
    }

    [TestCase("127.0.0.1", "10.0.0.0/8", false)]
    [TestCase("10.1.2.3", "10.0.0.0/8", true)]
    [TestCase("192.168.1.7", "10.0.0.0/8,192.168.1.7/32", true)]
    [TestCase("fd00::1", "fd00::/8", true)]
    [TestCase("127.0.0.1", "", true)]
    [Rule("auth.md §3", "With a whitelist, an address outside it is 1020166; without one all may call.", Switch = "applications[].ipWhitelist")]
    public async Task The_whitelist(string address, string networks, bool granted)
    {
        await using var emulator = await TestEmulator.StartAsync(AuthSample.Application with
        {
            IpWhitelist = [.. networks.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(IPNetwork.Parse)],
        });

        var answer = new AuthSample { Address = IPAddress.Parse(address) }.Answer(emulator);

        Assert.That(answer, Is.EqualTo(granted ? AuthSample.Granted : NotWhitelisted));
    }

    [Test]
    [Rule("auth.md §3", "Beyond the rate limit 403 / 1010010, on the application's clock.", Switch = "applications[].rateLimit")]
    public async Task The_rate_limit_runs_on_the_applications_clock()
    {
        await using var emulator = await TestEmulator.StartAsync(
            AuthSample.Application with { RateLimit = new RateLimit(2, TimeSpan.FromMinutes(1)) },
            new ApplicationOptions { Mode = Mode.Axb, Name = "other" });
        var answers = new List<string>();
        void Send() => answers.Add(new AuthSample().Answer(emulator));

        Send();
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(30));
        Send();
        Send();
        await emulator.AdvanceAsync(TimeSpan.FromHours(1), emulator.Worlds.Find("other"));
        Send();
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(30));
        Send();
        Send();

        Assert.That(
            answers,
            Is.EqualTo((string[])[AuthSample.Granted, AuthSample.Granted, FlowControl, FlowControl, AuthSample.Granted, FlowControl]));
    }

    /// <summary>All that can be wrong with a signed request, in the order of the checks.</summary>
    private static readonly (string Name, string Answer)[] Checks =
    [
        ("key", UnknownKey),
        ("suspended", Suspended),
        ("whitelist", NotWhitelisted),
        ("created", TimeOut),
        ("digest", WrongDigest),
        ("rate", FlowControl),
        ("frozen", Frozen),
        ("mode", WrongMode),
    ];

    private static IEnumerable<TestCaseData> Faults()
    {
        for (var first = 0; first < Checks.Length; first++)
        {
            yield return new TestCaseData((string[])[Checks[first].Name], Checks[first].Answer).SetArgDisplayNames(Checks[first].Name);
            for (var second = first + 1; second < Checks.Length; second++)
            {
                yield return new TestCaseData((string[])[Checks[first].Name, Checks[second].Name], Checks[first].Answer)
                    .SetArgDisplayNames($"{Checks[first].Name} before {Checks[second].Name}");
            }
        }
    }

    [TestCaseSource(nameof(Faults))]
    [Rule("decision D32", "The order of the checks is that of auth.md §4, for every interface.", Inferred = true)]
    [Rule("auth.md §4", "Key, status, whitelist, Created, digest, rate, account, mode: of two faults the earlier check answers.", Inferred = true)]
    public async Task The_earlier_check_answers(string[] faults, string expected)
    {
        await using var emulator = await TestEmulator.StartAsync(AuthSample.Application with
        {
            Status = faults.Contains("suspended") ? ApplicationStatus.Suspended : ApplicationStatus.Normal,
            IpWhitelist = faults.Contains("whitelist") ? [IPNetwork.Parse("10.0.0.0/8")] : [],
            RateLimit = faults.Contains("rate") ? new RateLimit(1, TimeSpan.FromMinutes(1)) : null,
            Frozen = faults.Contains("frozen"),
        });
        if (faults.Contains("rate"))
        {
            emulator.World.Access.Rate.TryTake(new RateLimit(1, TimeSpan.FromMinutes(1)), emulator.World.Clock.Now);
        }

        var request = new AuthSample
        {
            Username = faults.Contains("key") ? "nobody" : AuthSample.Key,
            Created = AuthSample.Time(WallClock.Provider.GetUtcNow().AddDays(faults.Contains("created") ? 2 : 0)),
            Digest = faults.Contains("digest") ? "wrong" : null,
        };

        Assert.That(request.Answer(emulator, faults.Contains("mode") ? Mode.Ax : Mode.Axb), Is.EqualTo(expected));
    }

    [Test]
    [Rule("decision D3", "A wrong verb on a known path is 403 / 1010006, whoever asks.")]
    [Rule("auth.md §4", "Authentication comes before the parameters; path and verb come before it.")]
    public async Task Authentication_stands_between_path_and_parameters()
    {
        await using var emulator = await TestEmulator.StartAsync(AuthSample.Application with { Frozen = true });
        const string Path = "/rest/caas/relationnumber/partners/v1.0";

        Assert.That((await emulator.Api.SendAsync("POST", Path, "no json")).Summary, Is.EqualTo(Frozen));
        Assert.That((await emulator.Api.SendAsync("PATCH", Path, "no json")).Summary, Is.EqualTo("403 1010006 Invalid Rest API."));
        Assert.That((await emulator.Api.SendAsync("POST", Path + "/x", "no json")).Status, Is.EqualTo(404));
    }
}
