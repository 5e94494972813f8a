using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Platform.Tests.Modes.Axb;
using PrivateNumber.Emulator.Platform.Tests.TestInfra;

namespace PrivateNumber.Emulator.Platform.Tests.Callbacks;

/// <summary>An AXB application whose pushes go to an in-memory customer.</summary>
internal static class PushSample
{
    public const string Stranger = "+8613900000099";
    public const string StatusUrl = "http://customer.test/status";
    public const string FeeUrl = "http://customer.test/fee";

    public static ApplicationOptions Application => AxbSample.Application with { StatusUrl = StatusUrl, FeeUrl = FeeUrl };

    public static async Task<TestEmulator> StartAsync(Customer customer, ApplicationOptions? application = null, CallbackOptions? callbacks = null)
    {
        var emulator = await TestEmulator.StartAsync(
            new EmulatorOptions { Callbacks = callbacks ?? new CallbackOptions(), Applications = [application ?? Application] });
        emulator.RouteCallbacks(Customer.Host, customer);
        return emulator;
    }

    public static Push[] Journal(this TestEmulator emulator)
    {
        lock (emulator.World.Gate)
        {
            return [.. emulator.World.Outbox.Journal.Items];
        }
    }

    public static Push Journal(this TestEmulator emulator, string eventType) => emulator.Journal().Single(push => push.EventType == eventType);
}
