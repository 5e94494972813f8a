using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Axb;

/// <summary>What A, B and X must be to each other (axb.md §7).</summary>
internal static class AxbPair
{
    public static void Check(Parameters p, PhoneNumber a, PhoneNumber b, PhoneNumber? x)
    {
        if (a == b)
        {
            p.Refuse("calleeNum", "A and B are different numbers.", $"another number than {a}");
        }

        if (a == x)
        {
            p.Refuse("callerNum", "A is not X.", "another number than X");
        }

        if (b == x)
        {
            p.Refuse("calleeNum", "B is not X.", "another number than X");
        }
    }

    /// <summary>No user number stands twice on one X, in any role.</summary>
    public static Refusal? Conflict(ApiCall call, PhoneNumber x, PhoneNumber a, PhoneNumber b, AxbBinding? except)
    {
        foreach (var (field, user) in (ReadOnlySpan<(string, PhoneNumber)>)[("callerNum", a), ("calleeNum", b)])
        {
            if (call.Axb().Find(x, user) is { } other && other != except)
            {
                return call.Refuse(
                    ResultCodes.RelationNumberBound, "No number stands twice on one X, in any role.", field,
                    $"a number that is not on {x}", $"{user}, bound there by {other.SubscriptionId}");
            }
        }

        return null;
    }
}
