using System.Net.Http.Headers;

namespace OrderTaxi.PrivateNumbers;

/// <summary>Signs each request anew: its time is part of the signature.</summary>
internal sealed class SigningHandler(Signature signature) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("AKSK", "realm=\"SDP\",profile=\"UsernameToken\",type=\"Appkey\"");
        request.Headers.TryAddWithoutValidation(Signature.Header, signature.Create());
        return base.SendAsync(request, cancellationToken);
    }
}
