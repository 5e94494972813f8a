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
    public (AxeBinding? Binding, Refusal? Refusal) Find(ApiCall call) =>
        NumberRefusal(call) is { } refusal ? (null, refusal)
        : Binding(call) is { } binding ? (binding, null)
        : (null, NotFound(call));

    /// <summary>What is wrong with X, as far as the request tells which it is.</summary>
    public Refusal? NumberRefusal(ApiCall call) =>
        X is { } named ? call.NumberRefusal("virtualNum", named, newBinding: false)
        : Binding(call) is { } binding ? call.NumberRefusal("subscriptionId", binding.X, newBinding: false)
        : null;

    /// <summary>Extensions are compared as text: 0012 is not 12 (axe.md §2).</summary>
    public AxeBinding? Binding(ApiCall call) => SubscriptionId is not null ? call.Axe().Find(SubscriptionId) : call.Axe().Find(X!.Value, ExtendNum!);

    public Refusal NotFound(ApiCall call) =>
        SubscriptionId is not null ? call.NotFound("subscriptionId", SubscriptionId) : call.NotFound("extendNum", ExtendNum);
}
