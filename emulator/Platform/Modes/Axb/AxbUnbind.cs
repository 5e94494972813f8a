using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Axb;

/// <summary>DeleteAXBBinding (axb.md §3): one binding by its id, or all of an X.</summary>
internal static class AxbUnbind
{
    public static ApiAnswer Handle(ApiCall call)
    {
        var p = call.Parameters;
        var axb = call.Axb();
        var subscriptionId = p.Text("subscriptionId", 1, Longest.SubscriptionId);
        if (p.Refusal is { } malformed)
        {
            return malformed;
        }

        if (subscriptionId is not null)
        {
            if (axb.Find(subscriptionId) is not { } binding)
            {
                return call.NotFound("subscriptionId", subscriptionId);
            }

            Unbind(call, binding);
            return ApiAnswer.Success();
        }

        var (x, refusal) = AxbLocator.X(call);
        if (refusal is not null)
        {
            return refusal;
        }

        var bindings = axb.On(x).ToList();
        if (bindings.Count == 0)
        {
            return call.NotFound("relationNum", x.Value);
        }

        bindings.ForEach(binding => Unbind(call, binding));
        return ApiAnswer.Success();
    }

    private static void Unbind(ApiCall call, AxbBinding binding)
    {
        call.Axb().Unbind(binding);
        call.Tell(Happening.Unbound, binding.X, () => AxbView.Of(binding));
    }
}

/// <summary>The X that a query string names.</summary>
internal static class AxbLocator
{
    /// <summary>Anything but a number of the application is 1012001, also nothing at all and a raw <c>+</c> (axb.md §3.3).</summary>
    public static (PhoneNumber X, Refusal? Refusal) X(ApiCall call)
    {
        const string Field = "relationNum";
        var text = call.Parameters.Text(Field, 0, int.MaxValue);
        return PhoneNumber.TryParse(text, out var x) && call.World.Numbers.Find(x) is not null ? (x, null) : (x, call.NotOfThisApplication(Field, text));
    }
}
