using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Callbacks;

/// <summary>Why a certificate is not trusted, in words for the user.</summary>
internal sealed class DistrustException(string reason) : AuthenticationException(reason);

/// <summary>Whose certificates a push trusts; of one that it does not trust it says why.</summary>
internal static class PushTls
{
    public static SslClientAuthenticationOptions Options(CallbackOptions options) => options switch
    {
        { CaFile: { } file } => new() { RemoteCertificateValidationCallback = Validate, CertificateChainPolicy = OnlyFrom(file) },
        { Tls: CallbackTls.System } => new() { RemoteCertificateValidationCallback = Validate },

        // Customers' test servers have certificates of their own making; what the emulator pushes is test data.
#pragma warning disable CA5359
        _ => new() { RemoteCertificateValidationCallback = static (_, _, _, _) => true },
#pragma warning restore CA5359
    };

    private static X509ChainPolicy OnlyFrom(string file)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(file);
        return policy;
    }

    private static bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None ? true : throw new DistrustException(Reason(certificate, chain, errors));

    private static string Reason(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 shown)
        {
            return "it shows no certificate";
        }

        if (chain?.ChainStatus.Any(status => status.Status == X509ChainStatusFlags.NotTimeValid) == true)
        {
            return $"its certificate is valid from {shown.NotBefore.ToUniversalTime():u} to {shown.NotAfter.ToUniversalTime():u}";
        }

        return errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
            ? $"its certificate is for {Names(shown)}, not for this host"
            : "its certificate is not trusted: name a PEM file with the certificate of its issuer in callbacks.caFile, or trust any by callbacks.tls: trustAll";
    }

    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString())));
        return string.Join(", ", names) is { Length: > 0 } listed ? listed : certificate.Subject;
    }
}
