using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Tls;

/// <summary>
/// A certificate and the authority that issued it. Some clients (Go, Java, OpenSSL with strict checks) trust nothing that is not an authority, and
/// others refuse an authority as a server's certificate: so these are two.
/// </summary>
internal sealed record SelfMadeCertificate(string AuthorityPem, SslStreamCertificateContext Context)
{
    /// <summary>As long as Apple's clients accept.</summary>
    private const int DaysValid = 397;

    private const int SerialBytes = 16;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    public static SelfMadeCertificate Create(IEnumerable<string> hosts)
    {
        // P-256: Java 8, Python, Node.js, Go and browsers know it, and its keys are made in a millisecond, unlike those of RSA.
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (from, until) = (WallClock.Provider.GetUtcNow().AddDays(-1), WallClock.Provider.GetUtcNow().AddDays(DaysValid - 1));
        using var authority = Authority(authorityKey).CreateSelfSigned(from, until);
        using var issued = Server(key, authority, hosts).Create(authority, from, until, RandomNumberGenerator.GetBytes(SerialBytes));
        using var certificate = issued.CopyWithPrivateKey(key);
        return new SelfMadeCertificate(authority.ExportCertificatePem() + "\n", TlsContext.Of(certificate, [authority]));
    }

    private static CertificateRequest Authority(ECDsa key)
    {
        // Each start has another key, hence another name: a trust store that knows two of one name may pick the wrong one.
        var name = "PrivateNumber emulator " + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private static CertificateRequest Server(ECDsa key, X509Certificate2 authority, IEnumerable<string> hosts)
    {
        var request = new CertificateRequest("CN=PrivateNumber emulator", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts.Concat(["localhost", Environment.MachineName, "127.0.0.1", "::1"]).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (IPAddress.TryParse(host, out var address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }
        }

        request.CertificateExtensions.Add(names.Build());
        return request;
    }
}
