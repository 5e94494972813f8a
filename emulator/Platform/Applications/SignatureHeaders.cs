using Microsoft.AspNetCore.Http;

namespace PrivateNumber.Emulator.Applications;

/// <summary>The headers that sign a request. Faults ask for the key before the authentication asks for everything: the token is read once.</summary>
internal sealed class SignatureHeaders(IHeaderDictionary headers)
{
    private string? _read;
    private HeaderAttributes? _token;

    public string Authorization { get; } = headers.Authorization.ToString();

    public bool Has(string header) => headers.ContainsKey(header);

    /// <summary>The token in <c>X-AKSK</c> or <c>X-WSSE</c>; null where the header is missing or empty.</summary>
    public HeaderAttributes? Token(string header)
    {
        if (_read != header)
        {
            _token = headers[header].ToString() is { Length: > 0 } text ? HeaderAttributes.Parse(text) : null;
            _read = header;
        }

        return _token;
    }
}
