using System.Net;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Applications;

/// <summary>Addresses that fail to authenticate too often (auth.md §3, code 1020176).</summary>
internal sealed class LockoutTests
{
    private const string Locked = "403 1020176 Authentication failed, try again later";

    private static readonly AuthSample Wrong = new() { Digest = "wrong" };

    [Test]
    [Rule("decision D19", "A locked address is refused before its headers are read.", Inferred = true)]
    [Rule("auth.md §4", "20 failures within 5 minutes lock an address out, before its headers are read, for 30 minutes.", Switch = "auth.lockout")]
    public async Task Twenty_failures_lock_an_address_out_for_half_an_hour()
    {
        await using var emulator = await TestEmulator.StartAsync(AuthSample.Application);
        Fail(emulator, 19);
        Assert.That(new AuthSample().Answer(emulator), Is.EqualTo(AuthSample.Granted), "19 are not enough");
        Fail(emulator, 1);

        Assert.That(new AuthSample().Answer(emulator), Is.EqualTo(Locked));
        Assert.That(new AuthSample { Authorization = null, Token = null }.Answer(emulator), Is.EqualTo(Locked), "before the headers are read");
        Assert.That(new AuthSample { Address = IPAddress.Parse("10.0.0.9") }.Answer(emulator), Is.EqualTo(AuthSample.Granted), "only this address");

        await AdvanceAsync(emulator, TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        Assert.That(new AuthSample().Answer(emulator), Is.EqualTo(Locked));
        await AdvanceAsync(emulator, TimeSpan.FromSeconds(1));
        Assert.That(new AuthSample().Answer(emulator), Is.EqualTo(AuthSample.Granted));
        Fail(emulator, 19);
        Assert.That(new AuthSample().Answer(emulator), Is.EqualTo(AuthSample.Granted), "the count began anew");
    }

    [Test]
    [Rule("auth.md §4", "Failures older than 5 minutes do not count.", Switch = "auth.lockout")]
    public async Task Old_failures_do_not_count()
    {
        await using var emulator = await TestEmulator.StartAsync(AuthSample.Application);
        Fail(emulator, 10);
        await AdvanceAsync(emulator, TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));

        Fail(emulator, 19);

        Assert.That(new AuthSample().Answer(emulator), Is.EqualTo(AuthSample.Granted));
    }

    [Test]
    [Rule("auth.md §4", "The time of a lock-out belongs to no application's clock.")]
    public async Task An_applications_clock_does_not_end_a_lock_out()
    {
        await using var emulator = await TestEmulator.StartAsync(AuthSample.Application);
        Fail(emulator, 20);

        await emulator.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.That(new AuthSample().Answer(emulator), Is.EqualTo(Locked));
    }

    private static readonly object[][] Counting =
    [
        ["digest", new AuthSample { Digest = "wrong" }, true],
        ["key", new AuthSample { Username = "nobody" }, true],
        ["created", new AuthSample { Created = "2001-01-01T00:00:00Z" }, true],
        ["access_token", new AuthSample { Authorization = null, Token = null, Query = "?access_token=x" }, true],
        ["no header", new AuthSample { Authorization = null }, false],
        ["no token", new AuthSample { Token = null }, false],
        ["wrong realm", new AuthSample { Authorization = "AKSK realm=\"x\",profile=\"UsernameToken\",type=\"Appkey\"" }, false],
        ["right", new AuthSample(), false],
    ];

    [TestCaseSource(nameof(Counting))]
    [Rule("auth.md §4", "Only 1010003, 1010013 and 401 / 1010010 count toward a lock-out.", Inferred = true)]
    public async Task What_counts_as_a_failure(string _, object request, bool counts)
    {
        await using var emulator = await TestEmulator.StartAsync(AuthSample.Application);
        for (var i = 0; i < 20; i++)
        {
            ((AuthSample)request).Answer(emulator);
        }

        Assert.That(new AuthSample().Answer(emulator), Is.EqualTo(counts ? Locked : AuthSample.Granted));
    }

    [TestCase("status")]
    [TestCase("whitelist")]
    [TestCase("rate")]
    [TestCase("frozen")]
    public async Task Refusals_of_a_known_application_do_not_count(string why)
    {
        await using var emulator = await TestEmulator.StartAsync(AuthSample.Application with
        {
            Status = why == "status" ? ApplicationStatus.Suspended : ApplicationStatus.Normal,
            IpWhitelist = why == "whitelist" ? [IPNetwork.Parse("10.0.0.0/8")] : [],
            RateLimit = why == "rate" ? new RateLimit(1, TimeSpan.FromHours(1)) : null,
            Frozen = why == "frozen",
        });
        for (var i = 0; i < 21; i++)
        {
            new AuthSample().Answer(emulator);
        }

        Assert.That(new AuthSample().Answer(emulator), Is.Not.EqualTo(Locked));
    }

    [Test]
    [Rule("auth.md §3", "auth.lockout.failures 0 locks nobody out.", Inferred = true, Switch = "auth.lockout.failures")]
    public async Task Zero_failures_lock_nobody_out()
    {
        await using var emulator = await TestEmulator.StartAsync(new EmulatorOptions
        {
            Auth = new AuthOptions { Lockout = new LockoutOptions { Failures = 0 } },
            Applications = [AuthSample.Application],
        });

        Fail(emulator, 100);

        Assert.That(new AuthSample().Answer(emulator), Is.EqualTo(AuthSample.Granted));
    }

    [Test]
    public async Task A_reset_ends_a_lock_out()
    {
        await using var emulator = await TestEmulator.StartAsync(AuthSample.Application);
        Fail(emulator, 20);

        emulator.Worlds.Reset();

        Assert.That(new AuthSample().Answer(emulator), Is.EqualTo(AuthSample.Granted));
    }

    private static void Fail(TestEmulator emulator, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.That(Wrong.Answer(emulator), Is.Not.EqualTo(Locked));
        }
    }

    private static async Task AdvanceAsync(TestEmulator emulator, TimeSpan by) =>
        await emulator.Worlds.Clock.AdvanceByAsync(by, CancellationToken.None);
}
