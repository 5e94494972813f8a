using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Tls;

/// <summary>A certificate from PEM files, or what is wrong with them: read once, at the start.</summary>
internal sealed record PemCertificate(SslStreamCertificateContext? Context, string? Problem)
{
    public static PemCertificate Load(string certificateFile, string? keyFile)
    {
        try
        {
            return Read(certificateFile, keyFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Faulty(File.Exists(certificateFile) && keyFile is not null ? "key" : "certificate", e.Message);
        }
    }

    private static PemCertificate Read(string certificateFile, string? keyFile)
    {
        var (certificateName, keyName) = ($"'{certificateFile}'", $"'{keyFile ?? certificateFile}'");
        var text = File.ReadAllText(certificateFile);
        var chain = new X509Certificate2Collection();
        try
        {
            chain.ImportFromPem(text);
        }
        catch (CryptographicException e)
        {
            return Faulty("certificate", $"{certificateName} holds a broken certificate: {e.Message}");
        }

        if (chain.Count == 0)
        {
            return Faulty("certificate", $"{certificateName} holds no certificate; allowed: PEM, which begins with -----BEGIN CERTIFICATE-----");
        }

        var now = WallClock.Provider.GetUtcNow().LocalDateTime;
        if (now > chain[0].NotAfter)
        {
            return Faulty("certificate", $"{certificateName} expired on {chain[0].NotAfter.ToUniversalTime():yyyy-MM-dd}");
        }

        if (now < chain[0].NotBefore)
        {
            return Faulty("certificate", $"{certificateName} is valid from {chain[0].NotBefore.ToUniversalTime():yyyy-MM-dd} on");
        }

        var key = keyFile is null ? text : File.ReadAllText(keyFile);
        if (key.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            return Faulty("key", $"{keyName} has a passphrase; allowed: a key without one, as 'openssl pkey -in {keyFile ?? certificateFile}' writes it");
        }

        if (!key.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            return Faulty("key", $"{keyName} holds no private key; allowed: PEM, which begins with -----BEGIN PRIVATE KEY-----");
        }

        try
        {
            using var certificate = X509Certificate2.CreateFromPem(text, key);
            return new PemCertificate(TlsContext.Of(certificate, chain.Skip(1)), null);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return Faulty("key", $"{keyName} does not hold the key of {certificateName}: {e.Message}");
        }
    }

    private static PemCertificate Faulty(string key, string problem) => new(null, $"tls.{key}: {problem}");
}
