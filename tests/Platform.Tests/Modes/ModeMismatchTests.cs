using System.Text;
using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Modes;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Modes;

public sealed class ModeMismatchTests
{
    // X has no interfaces of its own, so it never stands in the catalogue of operations.
    private static IEnumerable<TestCaseData> Pairs() =>
        from mode in ModeCatalog.Operations.Select(operation => operation.Mode).OfType<Mode>().Append(Mode.X).Distinct()
        from operation in ModeCatalog.Operations
        where operation.Mode is not null && operation.Mode != mode
        select new TestCaseData(mode, operation.Name).SetArgDisplayNames(mode.ToString(), operation.Name);

    [TestCaseSource(nameof(Pairs))]
    [Rule("result-codes.md §4", "An application calls the interfaces of its own mode only: 1010040.")]
    public async Task An_application_of_one_mode_calls_no_interface_of_another(Mode mode, string name)
    {
        await using var emulator = await TestEmulator.StartAsync(new ApplicationOptions { Mode = mode, Numbers = [new NumberOptions { AreaCode = "0755" }] });
        ApiOperation operation = ModeCatalog.Operations.Single(known => known.Name == name);

        var reply = await emulator.Api.SendAsync(operation.Method, operation.Path, operation.HasBody ? Encoding.UTF8.GetBytes("{}") : null);

        Assert.That(reply.Summary, Is.EqualTo("403 1010040 The app_key is not allowed to invoke the API."));
    }
}
