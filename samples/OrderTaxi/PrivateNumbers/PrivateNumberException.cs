namespace OrderTaxi.PrivateNumbers;

/// <summary>The platform refused.</summary>
internal sealed class PrivateNumberException(string code, string text) : Exception($"{code} {text}")
{
    /// <summary>There is no such binding, or it has expired.</summary>
    public const string NotBound = "1012007";

    public const string NoNumberLeft = "1012008";

    public string Code { get; } = code;
}
