using PrivateNumber.Emulator.Configuration;

namespace PrivateNumber.Emulator.Applications;

/// <summary>What authentication remembers of one application. Guarded by the World's lock.</summary>
internal sealed class ApplicationAccess(AuthOptions auth) : IResettable
{
    private readonly HashSet<string> _nonces = new(StringComparer.Ordinal);
    private readonly PriorityQueue<string, DateTimeOffset> _oldest = new();

    public RateLimiter Rate { get; } = new();

    /// <summary>False when the nonce was used before and a repetition is refused (decision D8). It is remembered as long as its Created is accepted.</summary>
    public bool Accept(string nonce, DateTimeOffset created, DateTimeOffset wallNow)
    {
        if (!auth.RejectReusedNonce)
        {
            return true;
        }

        while (_oldest.TryPeek(out var nextNonce, out var until) && until < wallNow)
        {
            _oldest.Dequeue();
            _nonces.Remove(nextNonce);
        }

        if (!_nonces.Add(nonce))
        {
            return false;
        }

        _oldest.Enqueue(nonce, created + auth.CreatedWindow);
        return true;
    }

    public void Reset()
    {
        Rate.Reset();
        _nonces.Clear();
        _oldest.Clear();
    }
}
