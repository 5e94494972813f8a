using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Storage;

namespace PrivateNumber.Emulator.Modes;

/// <summary>
/// How often each X has been bound today: beyond <c>switches.bindsPerDay</c> it cannot be bound until tomorrow. The platform's own limit
/// is not published, so there is none unless configured (ax.md §9.1).
/// </summary>
internal sealed class BindQuota(World world) : IResettable
{
    private readonly Dictionary<PhoneNumber, int> _binds = [];
    private DateOnly _day;

    public bool IsUsedUp(PhoneNumber x) => world.Application.Switches.BindsPerDay is { } limit && Today().GetValueOrDefault(x) >= limit;

    public Refusal? Refusal(ApiCall call, PhoneNumber x, string field) => IsUsedUp(x)
        ? call.Refuse(
            ResultCodes.MaxBindTimes, "A number is bound so many times a day (switches.bindsPerDay).", field,
            $"at most {world.Application.Switches.BindsPerDay} binds a day", x.Value)
        : null;

    public void Count(PhoneNumber x)
    {
        var binds = Today();
        binds[x] = binds.GetValueOrDefault(x) + 1;
    }

    public IDurable Durable => new Durable<BindQuotaState>(
        "bindQuota", StateJson.Document.BindQuotaState, () => Today().Select(pair => new BindQuotaState(pair.Key, _day, pair.Value)), binds =>
        {
            // Those of another day do not count any more.
            if (Today() is var today && binds.Day == _day)
            {
                today[binds.Number] = binds.Binds;
            }

            return null;
        });

    public void Reset()
    {
        _binds.Clear();
        _day = default;
    }

    private Dictionary<PhoneNumber, int> Today()
    {
        var today = PlatformTime.BeijingDay(world.Clock.Now);
        if (today != _day)
        {
            _day = today;
            _binds.Clear();
        }

        return _binds;
    }
}

internal sealed record BindQuotaState(PhoneNumber Number, DateOnly Day, int Binds);
