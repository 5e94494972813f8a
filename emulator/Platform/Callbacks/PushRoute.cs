namespace PrivateNumber.Emulator.Callbacks;

/// <summary>The way of a push: the URL that is configured, and the one that is called in its place.</summary>
internal sealed record PushRoute(Uri Url, Uri Target, bool InContainer)
{
    public bool IsRewritten => Target != Url;

    /// <summary>A message about the way names both ends.</summary>
    public override string ToString() => IsRewritten ? $"{Url.OriginalString} (sent to {Target.Authority})" : Url.OriginalString;
}
