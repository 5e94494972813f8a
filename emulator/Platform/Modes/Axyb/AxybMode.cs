using System.Text.Json.Nodes;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Storage;

namespace PrivateNumber.Emulator.Modes.Axyb;

/// <summary>The bindings of an AXYB application and their life (axyb.md §2, §3).</summary>
internal sealed class AxybMode : IMode
{
    /// <summary>X that one A may hold (axyb.md §3).</summary>
    public const int NumbersPerA = 5;

    private readonly World _world;
    private readonly AxybNumbers _numbers;
    private readonly Expiries _expiries;
    private readonly BindQuota _quota;
    private readonly Durable<AxPart> _parts;
    private readonly Durable<YbState> _relations;

    /// <summary>AX and YB are numbered apart: each kind is written in the order of its own numbers.</summary>
    private long _lastAx;
    private long _lastYb;

    public AxybMode(World world)
    {
        _world = world;
        _numbers = new AxybNumbers(world);
        _expiries = new Expiries(world, "expire");
        _quota = new BindQuota(world);
        _parts = new Durable<AxPart>(
            world.Unsaved, "bindings", StateJson.Document.AxPart, ax => DurableKeys.Of(ax.Sequence), () => Known.All, Import);
        _relations = new Durable<YbState>(
            world.Unsaved, "relations", StateJson.Document.YbState, yb => DurableKeys.Of(yb.Sequence), () => Known.All.SelectMany(Known.Under).OrderBy(yb => yb.Sequence).Select(YbState.Of), Import);
        Durable = [_parts, _relations, _quota.Durable];
    }

    public string ServiceType => "007";

    public int Count => Known.Count;

    public AxybBindings Known { get; } = new();

    /// <summary>Binds with a newly allocated X and id; null when no X is left.</summary>
    public AxPart? Bind(AxPart wanted)
    {
        if (_numbers.PickX(wanted.AreaCode, wanted.Loose, x => x != wanted.A && !_quota.IsUsedUp(x)) is not { } x)
        {
            return null;
        }

        var ax = wanted with
        {
            SubscriptionId = _world.Ids.SubscriptionId(),
            X = x,
            ExpiresAt = Expiry(wanted.SubscribeTime, wanted.Duration),
            Sequence = ++_lastAx,
        };
        Add(ax);
        _quota.Count(x);
        return ax;
    }

    /// <summary>Binds with a newly allocated Y; null when no Y is left, or X takes no new bindings.</summary>
    public YbPart? Bind(YbPart wanted, string areaCode, bool loose)
    {
        var ax = wanted.Ax;
        if (!_numbers.IsBindable(ax.X)
            || _numbers.PickY(areaCode, loose, y => y != ax.A && y != wanted.B && Known.OfY(ax.A, y) is null) is not { } y)
        {
            return null;
        }

        var now = _world.Clock.Now;
        var yb = wanted with
        {
            Y = y,
            BindId = _world.Application.Switches.AxybPerBindingBindId ? _world.Ids.SubscriptionId() : ax.SubscriptionId,
            SubscribeTime = now,
            ExpiresAt = Expiry(now, wanted.YbDuration),
            Sequence = ++_lastYb,
        };
        Add(yb);
        return yb;
    }

    public void Unbind(AxPart ax)
    {
        foreach (var yb in Known.Under(ax).ToList())
        {
            Unbind(yb);
        }

        if (Known.Remove(ax))
        {
            _parts.Remove(ax);
            _numbers.ServeAsX(ax.X, false);
            _expiries.Cancel(ax.SubscriptionId);
        }
    }

    public void Unbind(YbPart yb)
    {
        if (Known.Remove(yb))
        {
            _relations.Remove(YbState.Of(yb));
            _numbers.ServeAsY(yb.Y, Known.On(yb.Y).Count);
            _expiries.Cancel(ExpiryOf(yb));
        }
    }

    /// <summary>A call that shows a number needs it to be in service, just as the number dialled.</summary>
    public bool CanShow(PhoneNumber number) => _numbers.IsCallable(number);

    public CallerIdentity? Identify(PhoneNumber from, PhoneNumber x) => AxybRouting.Identify(Known, from, x);

    public Route Route(Call call) => AxybRouting.Route(_world, this, call);

    public IEnumerable<JsonObject> Bindings() =>
        Known.All.SelectMany(ax => Known.Under(ax) is { Count: > 0 } bound ? bound.Select(AxybView.Of) : [AxybView.Of(ax)]);

    public IReadOnlyList<IDurable> Durable { get; }

    public void Reset()
    {
        Known.Clear();
        _numbers.Reset();
        _expiries.Clear();
        _quota.Reset();
        (_lastAx, _lastYb) = (0, 0);
    }

    private void Add(AxPart ax)
    {
        Known.Add(ax);
        _parts.Put(ax);
        _numbers.ServeAsX(ax.X, true);
        _expiries.Set(ax.SubscriptionId, ax.ExpiresAt, () => Unbind(ax));
    }

    private void Add(YbPart yb)
    {
        Known.Add(yb);
        _relations.Put(YbState.Of(yb));
        _numbers.ServeAsY(yb.Y, Known.On(yb.Y).Count);
        _expiries.Set(ExpiryOf(yb), yb.ExpiresAt, () => Unbind(yb));
    }

    private string? Import(AxPart ax)
    {
        if (DurableKeys.ProblemOf(ax.Sequence, _lastAx) is { } problem)
        {
            return problem;
        }

        if (Known.Find(ax.SubscriptionId) is not null || Known.OfX(ax.X) is not null || _world.Numbers.Find(ax.X) is null || Known.NumbersOf(ax.A) >= NumbersPerA)
        {
            return $"{ax.X} is no number of the application, it or {ax.SubscriptionId} is bound twice, or {ax.A} holds {NumbersPerA} already";
        }

        _lastAx = ax.Sequence;
        Add(ax);
        return null;
    }

    private string? Import(YbState yb)
    {
        if (DurableKeys.ProblemOf(yb.Sequence, _lastYb) is { } problem)
        {
            return problem;
        }

        if (Known.Find(yb.SubscriptionId) is not { } ax || _world.Numbers.Find(yb.Y) is null || Known.OfX(yb.Y) is not null
            || Known.OfB(ax, yb.B) is not null || Known.OfY(ax.A, yb.Y) is not null)
        {
            return $"{yb.SubscriptionId} is no binding, {yb.Y} is no number of the application or serves as X, or it or {yb.B} is bound twice";
        }

        _lastYb = yb.Sequence;
        Add(yb.Under(ax));
        return null;
    }

    private static DateTimeOffset? Expiry(DateTimeOffset from, int duration) => duration == 0 ? null : from.AddSeconds(duration);

    private static string ExpiryOf(YbPart yb) => $"{yb.Ax.SubscriptionId} {yb.Y}";
}
