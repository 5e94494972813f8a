using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Journals;

namespace PrivateNumber.Emulator.Modes.Axyb;

/// <summary>Removes an AX with all its YB, or one YB (axyb.md §4).</summary>
internal static class AxybUnbind
{
    public static ApiAnswer Handle(ApiCall call)
    {
        if (call.KeyRefusal() is { } wrongKey)
        {
            return wrongKey;
        }

        var p = call.Parameters;
        var subscriptionId = p.RequiredText("subscriptionId", 1, Longest.SubscriptionId);
        var y = p.PrivacyNumber("yNum");

        // yNum wins over bNum, which is then not even looked at.
        var b = y is null ? p.Number("bNum") : null;
        if (p.Refusal is { } malformed)
        {
            return malformed;
        }

        var axyb = call.Axyb();
        if (axyb.Known.Find(subscriptionId!) is not { } ax)
        {
            return call.NotFound("subscriptionId", subscriptionId);
        }

        if (call.Unusable(ax.X, "subscriptionId") is { } abnormal)
        {
            return abnormal;
        }

        if (y is null && b is null)
        {
            axyb.Unbind(ax);
            call.Tell(Happening.Unbound, ax.X, () => AxybView.Of(ax));
            return ApiAnswer.Success();
        }

        if ((y is { } number ? axyb.Known.OfY(ax.A, number) : axyb.Known.OfB(ax, b!.Value)) is not { } yb || yb.Ax != ax)
        {
            return call.NotFound(y is null ? "bNum" : "yNum", (y ?? b)!.Value.Value);
        }

        axyb.Unbind(yb);
        call.Tell(Happening.Unbound, yb.Y, () => AxybView.Of(yb));
        return ApiAnswer.Success();
    }
}
