using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Applications;

/// <summary>All applications, found by key, by name and by privacy number; and the little that belongs to no single one.</summary>
internal sealed partial class Worlds : IResettable, IDisposable
{
    private readonly EmulatorOptions _options;

    /// <summary>The same with a beginning of time: the clocks of all configured applications begin at one moment.</summary>
    private readonly EmulatorOptions _begun;
    private readonly EmulatorAddress _address;
    private readonly CallbackSender _sender;
    private readonly EventFeed _events;
    private readonly ILogger<Worlds> _log;
    private readonly Lock _changes = new();

    /// <summary>Numbers that the configuration names belong to the applications that it names them for: none of them is made up for another.</summary>
    private readonly FrozenSet<PhoneNumber> _given;

    /// <summary>Replaced as a whole when all applications are: whoever looks something up finds it among the old ones or among the new.</summary>
    private volatile WorldIndex _listed = new([]);
    private int _ordinals;

    public Worlds(EmulatorOptions options, EmulatorAddress address, CallbackSender sender, EventFeed events, ILogger<Worlds> log)
    {
        _options = options;
        _begun = options with { Clock = options.Clock with { Start = options.Clock.Start ?? WallClock.Provider.GetUtcNow() } };
        _address = address;
        _sender = sender;
        _events = events;
        _log = log;
        _given = options.Applications.SelectMany(application => application.Numbers).Select(number => number.Number).OfType<string>()
            .Select(PhoneNumber.Parse).ToFrozenSet();
        Lockout = new Lockout(options.Auth.Lockout);
        Clock = new Scheduler("", _begun.Clock.Settings, WallClock.Provider, () => Task.CompletedTask);
        AddConfigured();
    }

    public Lockout Lockout { get; }

    /// <summary>The time of what belongs to no application: the lock-out. It moves with every advance that names no application.</summary>
    public Scheduler Clock { get; }

    public IReadOnlyList<World> All => _listed.All;

    public World? FindByKey(string appKey) => _listed.ByKey(appKey);

    public World? FindByName(string name) => _listed.ByName(name);

    /// <summary>By name or by key, as the control API takes either.</summary>
    public World? Find(string app) => _listed.ByNameOrKey(app);

    public World? OwnerOf(PhoneNumber number) => _listed.ByNumber(number);

    /// <summary>The only application that can have the call: its sessionId says so.</summary>
    public World? OwnerOfCall(string sessionId) => Identifiers.OrdinalOfSession(sessionId) is { } ordinal ? _listed.ByOrdinal(ordinal) : null;

    /// <summary>The only application that can have the push or the fault: its id says so.</summary>
    public World? OwnerOfId(string id) => Identifiers.OrdinalOfId(id) is { } ordinal ? _listed.ByOrdinal(ordinal) : null;

    /// <summary>How many places were given to applications: none is given twice.</summary>
    public int Ordinals
    {
        get
        {
            lock (_changes)
            {
                return _ordinals;
            }
        }
    }

    /// <summary>A new application with what its options leave out made up from the seed; the text says why there is none.</summary>
    public (World? World, string? Problem) Add(ApplicationOptions options)
    {
        lock (_changes)
        {
            var added = Add(options, _ordinals);
            _ordinals += added.World is null ? 0 : 1;
            return added;
        }
    }

    /// <summary>Adds configured applications that are not there. Returns why some cannot be.</summary>
    public IReadOnlyList<string> AddConfigured(Func<string, bool> wanted)
    {
        lock (_changes)
        {
            return
            [
                .. _options.Applications.Index()
                    .Where(place => _listed.ByOrdinal(place.Index) is null && wanted(place.Item.NameAt(place.Index)))
                    .Select(place => Add(place.Item, place.Index).Problem)
                    .OfType<string>(),
            ];
        }
    }

    /// <summary>Looks at all applications, and at how many places were given, while none comes or goes.</summary>
    public void Look(Action<IReadOnlyList<World>, int> look)
    {
        lock (_changes)
        {
            look(All, _ordinals);
        }
    }

    public bool Remove(World world)
    {
        lock (_changes)
        {
            if (!_listed.Remove(world))
            {
                return false;
            }

            world.Dispose();
            return true;
        }
    }

    /// <summary>An application beside the others, which nobody finds until it takes their place: <see cref="Replace"/>.</summary>
    public World Make(ApplicationOptions options, int ordinal, ISet<PhoneNumber> taken)
    {
        var application = ApplicationDefaults.Complete(options, _options.Seed, ordinal);
        var numbers = ApplicationDefaults.MakeNumbers(application, _options.Seed, number => !taken.Contains(number) && !_given.Contains(number));
        taken.UnionWith(numbers.Select(number => number.Number));
        return Create(application, numbers, ordinal);
    }

    /// <summary>Others take the place of all applications at once; nobody meets a half of either.</summary>
    public void Replace(IReadOnlyList<World> worlds, int ordinals)
    {
        lock (_changes)
        {
            var old = All;
            _listed = new WorldIndex(worlds);
            _ordinals = ordinals;
            foreach (var world in old)
            {
                world.Dispose();
            }
        }
    }

    /// <summary>Adds a number to an application at run time.</summary>
    public NumberAddition AddNumber(World world, PoolNumber number)
    {
        lock (_changes)
        {
            if (!_listed.Contains(world))
            {
                return NumberAddition.ApplicationGone;
            }

            if (!_listed.TryAdd(world, number.Number))
            {
                return NumberAddition.Taken;
            }

            lock (world.Gate)
            {
                world.Numbers.Put(number);
            }

            return NumberAddition.Added;
        }
    }

    /// <summary>Numbers made up from an application's seed that nobody has yet; null when the application is gone.</summary>
    public IReadOnlyList<PoolNumber>? MakeNumbers(World world, NumberOptions options)
    {
        lock (_changes)
        {
            if (!_listed.Contains(world))
            {
                return null;
            }

            var numbers = ApplicationDefaults.MakeNumbers(world.Application with { Numbers = [options] }, _options.Seed, IsFree);
            foreach (var number in numbers)
            {
                AddNumber(world, number);
            }

            return numbers;
        }
    }

    /// <summary>Back to the configured state: applications made at run time go, removed ones return, all others are reset.</summary>
    public void Reset()
    {
        lock (_changes)
        {
            foreach (var world in All)
            {
                if (world.Ordinal >= _options.Applications.Count)
                {
                    Remove(world);
                }
                else
                {
                    Reset(world);
                }
            }

            AddConfigured();
            Lockout.Reset();
            Clock.Reset();
        }
    }

    /// <summary>One application back to its configured state; false when it is gone.</summary>
    public bool Reset(World world)
    {
        lock (_changes)
        {
            // It may have been removed or replaced since its caller found it. It must not come back: it is disposed.
            if (!_listed.Contains(world))
            {
                return false;
            }

            // An imported state may have been without some of the configured numbers.
            _listed.Renumber(world, world.Reset);
            return true;
        }
    }

    public void Dispose()
    {
        foreach (var world in All)
        {
            world.Dispose();
        }

        Clock.Dispose();
    }

    private (World? World, string? Problem) Add(ApplicationOptions options, int ordinal)
    {
        var application = ApplicationDefaults.Complete(options, _options.Seed, ordinal);
        if (_listed.ByName(application.Name!) is not null)
        {
            return (null, $"There is already an application named {application.Name}.");
        }

        if (_listed.ByKey(application.AppKey!) is not null)
        {
            return (null, $"There is already an application with the key {application.AppKey}.");
        }

        if (application.Numbers.FirstOrDefault(n => n.Number is { } text && OwnerOf(PhoneNumber.Parse(text)) is not null) is { Number: { } taken })
        {
            return (null, $"{taken} is a number of the application {OwnerOf(PhoneNumber.Parse(taken))!.Application.Name}.");
        }

        var numbers = ApplicationDefaults.MakeNumbers(application, _options.Seed, IsFree);
        var world = Create(application, numbers, ordinal);
        _listed.Add(world);
        return (world, null);
    }

    private World Create(ApplicationOptions application, IReadOnlyList<PoolNumber> numbers, int ordinal) =>
        new(ordinal < _options.Applications.Count ? _begun : _options, application, numbers, ordinal, _address, _sender, _events, Failed);

    private bool IsFree(PhoneNumber number) => OwnerOf(number) is null && !_given.Contains(number);

    private void AddConfigured()
    {
        if (AddConfigured(_ => true) is [var problem, ..])
        {
            throw new InvalidOperationException(problem);
        }

        _ordinals = _options.Applications.Count;
    }

    private void Failed(string what, Exception exception) => Log.Failed(_log, what, exception);

    private static partial class Log
    {
        [LoggerMessage(EventId = 2001, Level = LogLevel.Error, Message = "{What} failed")]
        public static partial void Failed(ILogger logger, string what, Exception exception);
    }
}

/// <summary>What came of adding a number.</summary>
internal enum NumberAddition
{
    Added,

    /// <summary>It belongs to an application already.</summary>
    Taken,

    /// <summary>The application has been removed or replaced meanwhile.</summary>
    ApplicationGone,
}
