namespace PrivateNumber.Emulator.Api;

/// <summary>The most characters of parameters that several operations take (the parameter tables of each mode's page).</summary>
internal static class Longest
{
    public const int SubscriptionId = 64;
    public const int AreaCode = 32;
    public const int UserData = 256;
    public const int SessionId = 256;
    public const int ExtendNum = 4;
}
