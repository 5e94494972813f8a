using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Scenarios;

namespace PrivateNumber.Emulator.Platform.Tests.Scenarios;

public sealed class ShippedScenarioTests
{
    [TestCaseSource(typeof(ScenarioTexts), nameof(ScenarioTexts.Files))]
    public async Task A_shipped_scenario_passes_on_a_fresh_emulator(string file)
    {
        var output = new StringWriter();

        var code = await ScenarioCommand.RunAsync([file], new ScenarioRunOptions { Configuration = ScenarioTexts.Configuration }, output, CancellationToken.None);

        Assert.That(code, Is.EqualTo(ScenarioCommand.Passed), output.ToString());
        TestContext.Out.WriteLine(output);
    }
}
