using System.Collections.Concurrent;
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
    private readonly EmulatorAddress _address;
    private readonly CallbackSender _sender;
    private readonly EventFeed _events;
    private readonly ILogger<Worlds> _log;
    private readonly ConcurrentDictionary<string, World> _byKey = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, World> _byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<PhoneNumber, World> _byNumber = new();
    private readonly Lock _changes = new();
    private int _ordinals;

    public Worlds(EmulatorOptions options, EmulatorAddress address, CallbackSender sender, EventFeed events, ILogger<Worlds> log)
    {
        _options = options;
        _address = address;
        _sender = sender;
        _events = events;
        _log = log;
        Lockout = new Lockout(options.Auth.Lockout);
        Clock = new Scheduler("", options.Clock.Settings, WallClock.Provider, () => Task.CompletedTask);
        AddConfigured();
    }

    public Lockout Lockout { get; }

    /// <summary>The time of what belongs to no application: the lock-out. It moves with every advance that names no application.</summary>
    public Scheduler Clock { get; }

    public IReadOnlyList<World> All => [.. _byName.Values.OrderBy(world => world.Ordinal)];

    public World? FindByKey(string appKey) => _byKey.GetValueOrDefault(appKey);

    public World? FindByName(string name) => _byName.GetValueOrDefault(name);

    /// <summary>By name or by key, as the control API takes either.</summary>
    public World? Find(string app) => _byName.GetValueOrDefault(app) ?? _byKey.GetValueOrDefault(app);

    public World? OwnerOf(PhoneNumber number) => _byNumber.GetValueOrDefault(number);

    public World? OwnerOfCall(string sessionId) => _byName.Values.FirstOrDefault(world => world.Calls.Find(sessionId) is not null);

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
            var present = _byName.Values.Select(world => world.Ordinal).ToHashSet();
            return
            [
                .. _options.Applications.Index()
                    .Where(place => !present.Contains(place.Index) && wanted(ApplicationDefaults.Complete(place.Item, _options.Seed, place.Index).Name!))
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
            if (!Unlist(world))
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
        var numbers = ApplicationDefaults.MakeNumbers(application, _options.Seed, number => !taken.Contains(number));
        taken.UnionWith(numbers.Select(number => number.Number));
        return new World(_options, application, numbers, ordinal, _address, _sender, _events, Failed);
    }

    /// <summary>Others take the place of all applications at once; nobody meets a half of either.</summary>
    public void Replace(IReadOnlyList<World> worlds, int ordinals)
    {
        lock (_changes)
        {
            var old = All;
            foreach (var world in worlds)
            {
                Enlist(world, world.Numbers.Numbers);
            }

            foreach (var world in old)
            {
                Unlist(world);
                world.Dispose();
            }

            _ordinals = ordinals;
        }
    }

    /// <summary>Adds a number to an application at run time; false when it belongs to one already.</summary>
    public bool AddNumber(World world, PoolNumber number)
    {
        lock (_changes)
        {
            if (!_byNumber.TryAdd(number.Number, world))
            {
                return false;
            }

            lock (world.Gate)
            {
                world.Numbers.Put(number);
            }

            return true;
        }
    }

    /// <summary>Numbers made up from an application's seed that nobody has yet.</summary>
    public IReadOnlyList<PoolNumber> MakeNumbers(World world, NumberOptions options)
    {
        lock (_changes)
        {
            var numbers = ApplicationDefaults.MakeNumbers(
                world.Application with { Numbers = [options] }, _options.Seed, n => !_byNumber.ContainsKey(n));
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

    /// <summary>One application back to its configured state.</summary>
    public void Reset(World world)
    {
        lock (_changes)
        {
            world.Reset();

            // An imported state may have been without some of the configured numbers.
            Enlist(world, world.Numbers.Numbers);
            foreach (var (number, _) in _byNumber.Where(pair => pair.Value == world && world.Numbers.Find(pair.Key) is null).ToList())
            {
                _byNumber.TryRemove(number, out _);
            }
        }
    }

    public void Dispose()
    {
        foreach (var world in _byName.Values)
        {
            world.Dispose();
        }

        Clock.Dispose();
    }

    private (World? World, string? Problem) Add(ApplicationOptions options, int ordinal)
    {
        var application = ApplicationDefaults.Complete(options, _options.Seed, ordinal);
        if (_byName.ContainsKey(application.Name!))
        {
            return (null, $"There is already an application named {application.Name}.");
        }

        if (_byKey.ContainsKey(application.AppKey!))
        {
            return (null, $"There is already an application with the key {application.AppKey}.");
        }

        if (application.Numbers.FirstOrDefault(n => n.Number is { } text && _byNumber.ContainsKey(PhoneNumber.Parse(text))) is { } taken)
        {
            return (null, $"{taken.Number} is a number of the application {_byNumber[PhoneNumber.Parse(taken.Number!)].Application.Name}.");
        }

        var numbers = ApplicationDefaults.MakeNumbers(application, _options.Seed, number => !_byNumber.ContainsKey(number));
        var world = new World(_options, application, numbers, ordinal, _address, _sender, _events, Failed);
        Enlist(world, numbers);
        return (world, null);
    }

    private void Enlist(World world, IEnumerable<PoolNumber> numbers)
    {
        foreach (var number in numbers)
        {
            _byNumber[number.Number] = world;
        }

        _byKey[world.Application.AppKey!] = world;
        _byName[world.Application.Name!] = world;
    }

    private bool Unlist(World world)
    {
        _byKey.TryRemove(new(world.Application.AppKey!, world));
        foreach (var number in _byNumber.Where(pair => pair.Value == world).ToList())
        {
            _byNumber.TryRemove(number);
        }

        return _byName.TryRemove(new(world.Application.Name!, world));
    }

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
