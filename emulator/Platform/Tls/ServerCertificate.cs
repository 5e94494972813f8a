using System.Net.Security;
using Microsoft.AspNetCore.Http;
using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Tls;

/// <summary>
/// The certificate that the server shows. Without files an authority is made that lives as long as this start, at the first handshake or when
/// somebody asks for it: the start does not wait for keys that most runs never use.
/// </summary>
internal sealed class ServerCertificate
{
    private readonly Lazy<SelfMadeCertificate> _selfMade;
    private readonly PemCertificate? _fromFiles;

    public ServerCertificate(EmulatorOptions options)
    {
        _selfMade = new Lazy<SelfMadeCertificate>(() => SelfMadeCertificate.Create([.. options.Tls.Hosts, .. HostsOf(options.Urls)]));
        _fromFiles = options.Tls.Certificate is { } file ? PemCertificate.Load(file, options.Tls.Key) : null;
    }

    /// <summary>What is wrong with the files, or null.</summary>
    public string? Problem => _fromFiles?.Problem;

    /// <summary>The authority that made the certificate, to be trusted by clients; null when the certificate comes from a file.</summary>
    public string? AuthorityPem => _fromFiles is null ? _selfMade.Value.AuthorityPem : null;

    /// <summary>The certificate with those of its issuers.</summary>
    public SslStreamCertificateContext Context => _fromFiles is null
        ? _selfMade.Value.Context
        : _fromFiles.Context ?? throw new InvalidOperationException(_fromFiles.Problem);

    /// <summary>All interfaces are no name.</summary>
    private static IEnumerable<string> HostsOf(IReadOnlyList<string> urls) =>
        urls.Select(url => BindingAddress.Parse(url).Host.Trim('[', ']')).Where(host => Uri.CheckHostName(host) != UriHostNameType.Unknown && host is not ("0.0.0.0" or "::"));
}
