namespace PrivateNumber.Emulator.Control;

/// <summary>Back to the configured state, one application or everything.</summary>
internal static class ResetApi
{
    public static IReadOnlyList<ControlOperation> Operations { get; } =
        [ControlOperation.Of("POST", "reset", static (call, map) => call.App(map["app"]), static (call, app) =>
        {
            if (app is null)
            {
                call.Emulator.Reset.Run();
            }
            else
            {
                call.Worlds.Reset(app);
            }

            call.TellClocks(app);
            return ControlAnswer.Done();
        })];
}
