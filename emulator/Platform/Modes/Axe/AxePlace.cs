using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Numbers;

namespace PrivateNumber.Emulator.Modes.Axe;

/// <summary>Where a bind wants its extension: on an X that it names, or on one of an area (axe.md §1, §6). A named X wins.</summary>
internal sealed record AxePlace(PhoneNumber? X, string? AreaCode, bool Loose, string? ExtendNum)
{
    public static AxePlace Read(ApiCall call)
    {
        var p = call.Parameters;
        var x = p.PrivacyNumber("virtualNum", min: 0);
        var areaCode = p.Text("areaCode", 0, Longest.AreaCode);
        var loose = p.Choice("areaMatchMode", "0", "1") == "1";

        // Without a named X the platform allocates, whatever extension is asked for (axe.md §9 no. 20).
        var counts = x is not null || call.World.Application.Switches.AxeExtendNumByArea;
        var extendNum = counts ? p.Text("extendNum", 0, Longest.ExtendNum) : null;
        if (x is null && areaCode is null)
        {
            p.Refuse("virtualNum", "virtualNum or areaCode is mandatory.", "one of them");
        }

        var digits = call.Axe().ExtensionDigits;
        if (extendNum is not null && !Extensions.IsValid(extendNum, digits))
        {
            p.Refuse("extendNum", $"An extension of this application has {digits} digits and is not all zero.", $"{digits} digits", extendNum);
        }

        return new AxePlace(x, areaCode, loose, extendNum);
    }

    public Refusal? NumberRefusal(ApiCall call) => X is { } named ? call.NumberRefusal("virtualNum", named, newBinding: true) : null;

    /// <summary>X and a free extension of it.</summary>
    public (PhoneNumber X, string ExtendNum, Refusal? Refusal) Choose(ApiCall call, PhoneNumber a) => X is { } named ? OnNamed(call, named, a) : InArea(call, a);

    private (PhoneNumber X, string ExtendNum, Refusal? Refusal) OnNamed(ApiCall call, PhoneNumber x, PhoneNumber a)
    {
        var axe = call.Axe();
        if (axe.Quota.Refusal(call, x, "virtualNum") is { } tooOften)
        {
            return (x, "", tooOften);
        }

        if (RefusesRebind(call) && axe.IsBoundOn(x, a))
        {
            return (x, "", call.Refuse(
                ResultCodes.NumberBound, "A is bound to this X already, and switches.axeRebind refuses that.", "bindNum", "another A or X", a.Value, a.Value));
        }

        var extendNum = ExtendNum ?? axe.FreeExtension(x);
        return extendNum is not null && axe.IsFree(x, extendNum)
            ? (x, extendNum, null)
            : (x, "", call.Refuse(ResultCodes.NoIdleExtendNumber, "The extension is free on this X.", "extendNum", "a free extension", ExtendNum ?? "X is full"));
    }

    private (PhoneNumber X, string ExtendNum, Refusal? Refusal) InArea(ApiCall call, PhoneNumber a)
    {
        var axe = call.Axe();
        bool Fits(PhoneNumber x) => x != a && !axe.Quota.IsUsedUp(x) && !(RefusesRebind(call) && axe.IsBoundOn(x, a));
        if (call.World.Numbers.Pick(AreaCode, Loose, x => Fits(x) && (ExtendNum is null || axe.IsFree(x, ExtendNum))) is { } chosen)
        {
            return (chosen, ExtendNum ?? axe.FreeExtension(chosen)!, null);
        }

        return ExtendNum is not null && call.World.Numbers.Pick(AreaCode, Loose, Fits) is not null
            ? (default, "", call.Refuse(ResultCodes.NoIdleExtendNumber, "The extension is free on an X of the area.", "extendNum", "a free extension", ExtendNum))
            : (default, "", call.Refuse(
                ResultCodes.InsufficientNumbers, "A usable X of the area is left: in normal status and not full.",
                "areaCode", Loose ? "any usable X" : $"a usable X of {AreaCode}", AreaCode));
    }

    private static bool RefusesRebind(ApiCall call) => call.World.Application.Switches.AxeRebind == AxeRebind.Refuse;
}
