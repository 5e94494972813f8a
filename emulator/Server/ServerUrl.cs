using System.Diagnostics.CodeAnalysis;

namespace PrivateNumber.Emulator.Server;

/// <summary>The address of a running server, as options give it.</summary>
internal static class ServerUrl
{
    public const string Allowed = "a URL such as http://127.0.0.1:8080";

    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url) && url.Scheme is "http" or "https";
}
