namespace PrivateNumber.Emulator.Testing;

/// <summary>
/// The way to an emulator without a socket. Where a fault cuts the connection, the code under test meets the exception that it would meet on one.
/// </summary>
internal sealed class EmbeddedConnection(HttpMessageHandler server) : DelegatingHandler(server)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException("The emulator has cut the connection.", e);
        }
    }
}
