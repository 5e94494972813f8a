using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Control;

namespace PrivateNumber.Emulator.Recordings;

/// <summary>
/// The address of a recording's file, good for three days on the application's clock (recording.md §3). All that it claims is signed with
/// the application's secret, so that nothing has to be remembered and nobody can guess or prolong it.
/// </summary>
internal sealed record RecordingLink(string App, string File, string Expires)
{
    public const string Route = Folder + "{app}/{file}";
    private const string Folder = ControlApi.Base + "/recordings/";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    public static string To(Recording recording, World world, string baseAddress)
    {
        var expires = (world.Clock.Now + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var link = new RecordingLink(world.Application.Name!, recording.ObjectName, expires);
        var app = Uri.EscapeDataString(link.App);
        return $"{baseAddress}{Folder}{app}/{link.File}?Expires={expires}&Signature={link.Sign(world.Application.AppSecret!)}";
    }

    public bool IsSignedBy(World world, string signature) => Digests.AreEqual(Sign(world.Application.AppSecret!), signature);

    /// <summary>Only of a link that is signed: before that, the time can be any text.</summary>
    public bool HasExpired(DateTimeOffset now) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(Expires, CultureInfo.InvariantCulture)) <= now;

    private string Sign(string secret) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{Folder}{App}/{File}?{Expires}")));
}
