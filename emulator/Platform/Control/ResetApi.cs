using PrivateNumber.Emulator.Applications;

namespace PrivateNumber.Emulator.Control;

/// <summary>Back to the configured state, one application or everything.</summary>
internal static class ResetApi
{
    public static IReadOnlyList<ControlOperation> Operations { get; } =
        [ControlOperation.Of("POST", "reset", static (call, map) => call.App(map["app"]), Reset)];

    internal static ControlAnswer Reset(ControlCall call, World? app)
    {
        if (app is null)
        {
            call.Emulator.Reset.Run();
        }
        else if (!call.Worlds.Reset(app))
        {
            return ControlAnswer.Gone(app);
        }

        call.TellClocks(app);
        return ControlAnswer.Done();
    }
}
