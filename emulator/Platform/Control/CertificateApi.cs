namespace PrivateNumber.Emulator.Control;

/// <summary>What a client trusts to reach the emulator by TLS.</summary>
internal static class CertificateApi
{
    public static IReadOnlyList<ControlOperation> Operations { get; } =
    [
        ControlOperation.Of("GET", "ca.pem", static call => call.Emulator.Certificate.AuthorityPem is { } authority
            ? ControlAnswer.Pem(authority)
            : ControlAnswer.NotFound("The certificate comes from the file that tls.certificate names: trust the authority that issued it.")),
    ];
}
