using PrivateNumber.Emulator.Platform.Tests.Scenarios;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;
using PrivateNumber.Emulator.Scenarios;

namespace PrivateNumber.Emulator.Platform.Tests.Storage;

/// <summary>The scenarios that ship with the product, every mode and every refusal, on an emulator with a data directory.</summary>
public sealed class ScenariosOnDiskTests
{
    [TestCaseSource(typeof(ScenarioTexts), nameof(ScenarioTexts.Files))]
    public async Task A_shipped_scenario_passes_with_a_data_directory_and_its_end_survives(string file)
    {
        using var folder = new TemporaryFolder();
        var options = ScenarioTexts.Configuration with { DataDir = folder.Path };
        string end;
        await using (var emulator = await TestEmulator.StartAsync(options))
        {
            using var http = emulator.CreateClient();

            var result = await new ScenarioRunner(http).RunAsync(ScenarioTexts.Load(file), null, CancellationToken.None);

            Assert.That(result.Passed, Is.True, result.Problem ?? string.Join('\n', result.Steps.SelectMany(step => step.Differences)));
            end = await emulator.ExportAsync();
        }

        await using var restarted = await TestEmulator.StartAsync(options);
        Assert.That(await restarted.ExportAsync(), Is.EqualTo(end));
    }
}
