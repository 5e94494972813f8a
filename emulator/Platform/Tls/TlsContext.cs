using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace PrivateNumber.Emulator.Tls;

/// <summary>Makes what a handshake needs out of a certificate with its private key.</summary>
internal static class TlsContext
{
    public static SslStreamCertificateContext Of(X509Certificate2 certificate, IEnumerable<X509Certificate2> issuers)
    {
        // Windows shows no certificate whose key is in memory alone; read back from PKCS #12 it is kept where Windows finds it. The copy outlives
        // the certificate that it was made of.
        var lasting = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        return SslStreamCertificateContext.Create(
            lasting, [.. issuers.Select(issuer => X509CertificateLoader.LoadCertificate(issuer.RawData))], offline: true);
    }
}
