using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Ax;

/// <summary>How a request names one binding: by its id, else by X, which holds one A (ax.md §3, §4, §6).</summary>
internal readonly record struct AxSelector(string? SubscriptionId, string? PrivateNum)
{
    private const string XField = "privateNum";

    /// <summary>With an id X is not even looked at.</summary>
    public static AxSelector Read(Parameters p, int min = 1)
    {
        var subscriptionId = p.Text("subscriptionId", min, Longest.SubscriptionId);
        return new(subscriptionId, subscriptionId is null ? p.Text(XField, 0, int.MaxValue) : null);
    }

    /// <summary>One of the two is mandatory: 1010002 (ax.md §14 no. 8).</summary>
    public static AxSelector ReadRequired(Parameters p, int min = 1)
    {
        var selector = Read(p, min);
        if (selector is { SubscriptionId: null, PrivateNum: null })
        {
            p.Refuse(XField, "subscriptionId or privateNum is mandatory.", "one of them");
        }

        return selector;
    }

    public (AxBinding? Binding, Refusal? Refusal) Find(ApiCall call)
    {
        if (SubscriptionId is null)
        {
            return FindOnX(call);
        }

        return call.Ax().Find(SubscriptionId) is { } binding
            ? Usable(call, binding.X, binding)
            : (null, call.NotFound("subscriptionId", SubscriptionId));
    }

    /// <summary>The codes of "binding not found" by X: the number trap of ax.md §9.2.</summary>
    private (AxBinding? Binding, Refusal? Refusal) FindOnX(ApiCall call)
    {
        if (PrivateNum is null || AxApi.IsRawPlus(PrivateNum))
        {
            return (null, call.NotApplied(XField, PrivateNum));
        }

        if (!PhoneNumber.TryParse(PrivateNum, out var x) || !call.IsKnownNumber(x))
        {
            return (null, call.Refuse(ResultCodes.TheAccountDoesNotExist, "X is a number of the platform.", XField, "a number of the application", PrivateNum));
        }

        return call.World.Numbers.Find(x) is null ? (null, call.NotApplied(XField, PrivateNum)) : Usable(call, x, call.Ax().On(x));
    }

    private static (AxBinding? Binding, Refusal? Refusal) Usable(ApiCall call, PhoneNumber x, AxBinding? binding) =>
        call.StatusRefusal(call.World.Numbers.Find(x)!, XField, newBinding: false) is { } abnormal ? (null, abnormal)
        : binding is null ? (null, call.NotFound(XField, x.Value))
        : (binding, null);
}
