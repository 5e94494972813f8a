namespace PrivateNumber.Emulator.Configuration;

/// <summary>The certificate of <c>https</c> addresses: made at the start, or read from PEM files.</summary>
public sealed record TlsOptions
{
    /// <summary>
    /// Names and addresses in the certificate that is made at the start, such as the service's name in a compose file. <c>localhost</c>, the machine's
    /// name, the loopback addresses and the hosts of <see cref="EmulatorOptions.Urls"/> always are.
    /// </summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>A PEM file with a certificate, then those of its issuers; null makes a certificate at the start.</summary>
    public string? Certificate { get; init; }

    /// <summary>A PEM file with the private key of the certificate, without a passphrase; null looks for it in the file of the certificate.</summary>
    public string? Key { get; init; }
}
