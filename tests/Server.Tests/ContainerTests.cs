using System.Diagnostics;

namespace PrivateNumber.Emulator.Server.Tests;

public sealed class ContainerTests
{
    private const int NoEngine = 77;

    /// <summary>With an engine this takes minutes: <c>--filter TestCategory!=Docker</c> leaves it out.</summary>
    [Test]
    [Category("Docker")]
    [CancelAfter(1_200_000)]
    public async Task The_image_keeps_its_promises(CancellationToken ct)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Machine.LeaveOut(".ci/run runs tests/container.sh itself and counts each of its checks.");
        }

        if (!OperatingSystem.IsLinux() || !Machine.HasTool("docker"))
        {
            Machine.LeaveOut("tests/container.sh needs Linux and a container engine, so the image was not tried.");
        }

        using var bash = Process.Start(new ProcessStartInfo("bash", [Repository.FileAt("tests", "container.sh")])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var output = await bash.StandardOutput.ReadToEndAsync(ct);
        await bash.WaitForExitAsync(ct);

        if (bash.ExitCode == NoEngine)
        {
            Machine.LeaveOut(output.Trim());
        }

        TestContext.Out.WriteLine(output);
        Assert.That(bash.ExitCode, Is.Zero, output);
    }
}
