using PrivateNumber.Emulator.Api;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Storage;

namespace PrivateNumber.Emulator.Modes;

/// <summary>
/// How often each X has been bound today: beyond <c>switches.bindsPerDay</c> it cannot be bound until tomorrow. The platform's own limit
/// is not published, so there is none unless configured (ax.md §9.1).
/// </summary>
internal sealed class BindQuota : IResettable
{
    private readonly World _world;
    private readonly Durable<BindQuotaState> _durable;
    private readonly Dictionary<PhoneNumber, int> _binds = [];
    private DateOnly _day;

    public BindQuota(World world)
    {
        _world = world;
        _durable = new Durable<BindQuotaState>(
            world.Unsaved, "bindQuota", StateJson.Document.BindQuotaState, binds => binds.Number.Value,
            () => !IsLimited ? [] : Today().Select(pair => new BindQuotaState(pair.Key, _day, pair.Value)).OrderBy(binds => binds.Number.Value, StringComparer.Ordinal),
            Import);
    }

    /// <summary>Counts are state as long as they limit anything: they would double what a bind writes.</summary>
    public IDurable Durable => _durable;

    private bool IsLimited => _world.Application.Switches.BindsPerDay is not null;

    public bool IsUsedUp(PhoneNumber x) => _world.Application.Switches.BindsPerDay is { } limit && Today().GetValueOrDefault(x) >= limit;

    public Refusal? Refusal(ApiCall call, PhoneNumber x, string field) => IsUsedUp(x)
        ? call.Refuse(
            ResultCodes.MaxBindTimes, "A number is bound so many times a day (switches.bindsPerDay).", field,
            $"at most {_world.Application.Switches.BindsPerDay} binds a day", x.Value)
        : null;

    public void Count(PhoneNumber x)
    {
        var binds = Today();
        binds[x] = binds.GetValueOrDefault(x) + 1;
        if (IsLimited)
        {
            _durable.Put(new BindQuotaState(x, _day, binds[x]));
        }
    }

    public void Reset()
    {
        _binds.Clear();
        _day = default;
    }

    private string? Import(BindQuotaState binds)
    {
        // Those of another day do not count any more.
        if (Today() is var today && binds.Day == _day)
        {
            today[binds.Number] = binds.Binds;
        }

        return null;
    }

    private Dictionary<PhoneNumber, int> Today()
    {
        var today = PlatformTime.BeijingDay(_world.Clock.Now);
        if (today != _day)
        {
            foreach (var (x, binds) in _binds)
            {
                _durable.Remove(new BindQuotaState(x, _day, binds));
            }

            _day = today;
            _binds.Clear();
        }

        return _binds;
    }
}

internal sealed record BindQuotaState(PhoneNumber Number, DateOnly Day, int Binds);
