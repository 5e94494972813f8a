using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Messages;
using PrivateNumber.Emulator.Yaml;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

/// <summary>Whatever the platform can say stands in some scenario that ships.</summary>
public sealed class ScenarioCoverageTests
{
    /// <summary>What no step can bring about in a file that others run beside.</summary>
    private static readonly ResultCode[] OutOfReach =
    [
        // A success is what every step expects that expects nothing else.
        ResultCodes.Success,

        // Its Created has to be of today, and so cannot stand in a file.
        ResultCodes.InvalidDigest,

        // Five thousand bindings on one X.
        ResultCodes.MaximumExceeded,

        // Locks the caller out of all applications for half an hour.
        ResultCodes.AuthenticationLocked,
    ];

    [Test]
    public void Every_result_code_is_expected_in_a_scenario()
    {
        var expected = Expectations("").Select(expect => $"{Text(expect, "status")} {Text(expect, "resultcode")}");

        Assert.That(
            ResultCodes.All.Select(code => $"{code.Status} {code.Code}").Except(expected),
            Is.EquivalentTo(OutOfReach.Select(code => $"{code.Status} {code.Code}")));
    }

    [TestCase("axb", "8014 8016 8055")]
    [TestCase("ax", "8013 8016 8018 8019 8024 8055")]
    [TestCase("axe", "8019 8022 8024 8025 8033 8055")]
    [TestCase("axyb", "8030 8031 8032 8055 8057")]
    [TestCase("x", "8006 8014 8055")]
    public void Every_end_cause_of_a_mode_is_expected_in_its_scenarios(string folder, string own)
    {
        EndCause[] ofEveryMode =
        [
            EndCause.Released, EndCause.Stopped, EndCause.Busy, EndCause.NoAnswer, EndCause.PlatformTimeout, EndCause.Rejected, EndCause.DoNotDisturb,
            EndCause.PoweredOff, EndCause.Unreachable, EndCause.OutOfService, EndCause.Unallocated, EndCause.AbandonedBeforeForwarding,
            EndCause.AbandonedBeforeRinging, EndCause.AbandonedWhileRinging, EndCause.InterceptedByCarrier, EndCause.FixedLineCaller,
        ];
        var expected = Expectations(folder + "/").SelectMany(Scalars)
            .Where(scalar => scalar.Key is "ulFailReason" or "stateCode" or "statusInfo.stateCode").Select(scalar => scalar.Value);

        Assert.That(ofEveryMode.Select(cause => $"{cause.UlFailReason}").Concat(own.Split(' ')).Except(expected), Is.Empty);
    }

    [Test]
    public void Every_result_of_an_SMS_is_expected_in_a_scenario() => Assert.That(
        Enum.GetValues<SendResult>().Select(result => $"{(int)result}").Except(Expectations("").Select(expect => Text(expect, "sendResult"))),
        Is.Empty);

    private static IEnumerable<YamlMap> Expectations(string folder) => ScenarioTexts.Files
        .Where(file => file.StartsWith(folder, StringComparison.Ordinal))
        .SelectMany(file => ScenarioTexts.Load(file).Steps).Select(step => step.Frame.Expect).OfType<YamlMap>();

    private static string? Text(YamlMap expect, string key) => (expect[key] as YamlScalar)?.Text;

    /// <summary>Those of a call: the members of its events and of its CDR.</summary>
    private static IEnumerable<(string Key, string Value)> Scalars(YamlMap map) => map.Entries.SelectMany(entry => entry.Value switch
    {
        YamlMap inner => Scalars(inner),
        YamlScalar scalar => [(entry.Key.Text, scalar.Text)],
        _ => [],
    });
}
