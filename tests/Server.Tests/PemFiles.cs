using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PrivateNumber.Emulator.Server.Tests;

/// <summary>Certificates as a company's authority would issue them.</summary>
internal static class PemFiles
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static X509Certificate2 Root() => Request("root", ECDsa.Create(ECCurve.NamedCurves.nistP256), isAuthority: true).CreateSelfSigned(From, Until);

    public static X509Certificate2 Issued(string name, X509Certificate2 issuer, bool isAuthority = false)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Request(name, key, isAuthority).Create(issuer, From, Until, [1, 2, 3]).CopyWithPrivateKey(key);
    }

    public static string KeyOf(X509Certificate2 certificate) => certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();

    /// <summary>cert.pem and key.pem belong together; with each of the others something is wrong.</summary>
    public static void WriteFaulty(TemporaryFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        var request = Request("shop.test", key, isAuthority: false);
        folder.Write("cert.pem", request.CreateSelfSigned(From, Until).ExportCertificatePem());
        folder.Write("expired.pem", request.CreateSelfSigned(From, new DateTimeOffset(2021, 1, 31, 0, 0, 0, TimeSpan.Zero)).ExportCertificatePem());
        folder.Write("future.pem", request.CreateSelfSigned(Until, Until.AddDays(1)).ExportCertificatePem());
        folder.Write("broken.pem", PemEncoding.WriteString("CERTIFICATE", [1, 2, 3]));
        folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem());
        folder.Write("other.pem", other.ExportPkcs8PrivateKeyPem());
        folder.Write("rsa.pem", rsa.ExportPkcs8PrivateKeyPem());
        folder.Write("locked.pem", key.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
    }

    private static CertificateRequest Request(string name, ECDsa key, bool isAuthority)
    {
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request;
    }
}
