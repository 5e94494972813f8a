using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Control;

/// <summary>
/// The headers that a customer's application computes from its key and secret, one a line, as <c>curl -H @file</c> takes them: to try the
/// platform's API by hand, and to compare with one's own signature.
/// </summary>
internal static class SignedHeadersApi
{
    public static IReadOnlyList<ControlOperation> Operations { get; } =
    [
        ControlOperation.OfApplication("GET", "applications/{app}/headers", static (_, world) =>
        {
            lock (world.Gate)
            {
                var application = world.Application;
                var headers = SignedHeaders.Of(
                    PushAuth.Aksk, application.AppKey!, application.AppSecret!, world.Ids.Nonce(), WallClock.Provider.GetUtcNow());
                return ControlAnswer.Text(string.Concat(headers.Select(header => $"{header.Key}: {header.Value}\n")));
            }
        }),
    ];
}
