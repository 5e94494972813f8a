using System.Security.Cryptography;
using System.Text;

namespace PrivateNumber.Emulator.Applications;

/// <summary>The two formulas of PasswordDigest, always over the raw bytes (auth.md §1, §2).</summary>
internal static class Digests
{
    public static string Aksk(string appSecret, string nonce, string created) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), Encoding.UTF8.GetBytes(nonce + created)));

    public static string Wsse(string appSecret, string nonce, string created) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(nonce + created + appSecret)));

    public static bool AreEqual(string expected, string got) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(got));
}
