using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Axe;

/// <summary>How a request names its binding: by <c>subscriptionId</c>, which wins, or by X and extension together (axe.md §2).</summary>
internal sealed record AxeLocator(string? SubscriptionId, PhoneNumber? X, string? ExtendNum)
{
    public static AxeLocator Read(Parameters p)
    {
        if (p.Text("subscriptionId", 0, Longest.SubscriptionId) is { } id)
        {
            return new AxeLocator(id, null, null);
        }

        return new AxeLocator(null, p.PrivacyNumber("virtualNum", min: 0), p.Text("extendNum", 0, Longest.ExtendNum));
    }

    /// <summary>Refuses what does not name one binding: nothing at all, or half of the pair.</summary>
    public static AxeLocator ReadOne(Parameters p)
    {
        var locator = Read(p);
        if (locator is { SubscriptionId: null, X: null })
        {
            p.Refuse("virtualNum", "subscriptionId, or virtualNum and extendNum, are mandatory.", "a number of the application");
        }

        if (locator is { SubscriptionId: null, ExtendNum: null })
        {
            p.Refuse("extendNum", "subscriptionId, or virtualNum and extendNum, are mandatory.", "an extension");
        }

        return locator;
    }

    /// <summary>The binding; what stands in the way otherwise, in the order of axe.md §8: X, its state, the binding.</summary>
    public (AxeBinding? Binding, Refusal? Refusal) Find(ApiCall call)
    {
        var axe = call.Axe();
        if (SubscriptionId is not null)
        {
            return axe.Find(SubscriptionId) is { } binding
                ? (binding, call.NumberRefusal("subscriptionId", binding.X, newBinding: false))
                : (null, call.NotFound("subscriptionId", SubscriptionId));
        }

        if (call.NumberRefusal("virtualNum", X!.Value, newBinding: false) is { } refusal)
        {
            return (null, refusal);
        }

        // Compared as text: 0012 is not 12.
        return axe.Find(X.Value, ExtendNum!) is { } found ? (found, null) : (null, call.NotFound("extendNum", ExtendNum));
    }
}
