using System.Diagnostics.CodeAnalysis;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Faults;
using PrivateNumber.Emulator.Journals;
using PrivateNumber.Emulator.Messages;
using PrivateNumber.Emulator.Modes;
using PrivateNumber.Emulator.Numbers;
using PrivateNumber.Emulator.Recordings;
using PrivateNumber.Emulator.Scenarios.Serving;
using PrivateNumber.Emulator.Storage;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Applications;

/// <summary>
/// All state of one application: its numbers, bindings, calls, clock, pushes and journals. Nothing in it is shared with another
/// application, so tests run in parallel by using one application each. One lock guards it all: <see cref="Gate"/>.
/// </summary>
internal sealed class World : IResettable, IDisposable
{
    private readonly IReadOnlyList<PoolNumber> _configuredNumbers;
    private readonly ApplicationOptions _configured;
    private readonly IReadOnlyList<IResettable> _parts;

    /// <param name="emulator">What all applications share.</param>
    /// <param name="application">The application, complete.</param>
    /// <param name="numbers">Its privacy numbers.</param>
    /// <param name="ordinal">Its place among all.</param>
    /// <param name="address">Where the emulator is reached.</param>
    /// <param name="sender">Sends its pushes.</param>
    /// <param name="events">Hears what happens.</param>
    /// <param name="failed">Hears of our own bugs, which must stop neither the clock nor the pushes.</param>
    public World(
        EmulatorOptions emulator,
        ApplicationOptions application,
        IReadOnlyList<PoolNumber> numbers,
        int ordinal,
        EmulatorAddress address,
        CallbackSender sender,
        EventFeed events,
        Action<string, Exception> failed)
    {
        Ordinal = ordinal;
        Address = address;
        Events = events;
        Strictness = emulator.Strictness;
        _configured = application;
        _configuredNumbers = numbers;
        Apply(application);
        Seed = Identifiers.SeedOf(emulator.Seed, application.Name!);
        Ids = new Identifiers(Seed, ordinal);
        Unsaved = new Unsaved();
        Numbers = new NumberPool(Seed, Unsaved);
        Clock = new Scheduler(application.Name!, emulator.Clock.Settings, WallClock.Provider, () => Outbox!.WhenQuiet(), (e, scheduled) => failed($"{scheduled.What}, due {scheduled.Due:O}", e));
        Reactions = new ReactiveRuns(this);
        Outbox = new Outbox(this, sender, emulator.Callbacks.RetryAfter, failed);
        Faults = new FaultList(Seed, ordinal);
        Fees = new FeeBatch(this);
        StandIn = new StandInCustomer();
        Calls = new CallEngine(this, emulator.Phones);
        Messages = new MessageEngine(this);
        Recordings = new RecordStore(this);
        VoiceFileReview = new VoiceFileReview(this);
        Requests = new RequestJournal();
        Access = new ApplicationAccess(emulator.Auth);
        Mode = ModeCatalog.Create(this);
        Durable = [Numbers.Durable, VoiceFileReview.Durable, .. Mode.Durable, Recordings.Durable, Fees.Durable, Outbox.Journal.Durable];
        _parts = [Clock, Ids, Access, InFlight, Outbox, Reactions, Faults, Fees, StandIn, Calls, Messages, Recordings, VoiceFileReview, Requests, Mode, Numbers];
        PutNumbers();
    }

    public Lock Gate { get; } = new();

    /// <summary>The application's place among all: part of the ids that must be unique across applications.</summary>
    public int Ordinal { get; }

    public EmulatorAddress Address { get; }

    /// <summary>Tells who watches.</summary>
    public EventFeed Events { get; }

    /// <summary>Everything random in this application follows from it.</summary>
    public int Seed { get; }

    public ApplicationOptions Application { get; private set; }

    /// <summary>What a reset goes back to.</summary>
    public ApplicationOptions Configured => _configured;

    public IReadOnlyList<PoolNumber> ConfiguredNumbers => _configuredNumbers;

    /// <summary>What outlives the process, in the order in which it is taken back: bindings ask for their numbers.</summary>
    public IReadOnlyList<IDurable> Durable { get; }

    /// <summary>What of it is not on disk yet, where there is one.</summary>
    public Unsaved Unsaved { get; }

    public Strictness Strictness { get; }

    /// <summary>The approved ones: requests may name them.</summary>
    public IReadOnlySet<string> VoiceFiles { get; private set; }

    /// <summary>A numbers that were not reported to the carrier.</summary>
    public IReadOnlySet<string> Unreported { get; private set; }

    /// <summary>People who neither call nor are called.</summary>
    public IReadOnlySet<string> Blacklist { get; private set; }

    public Identifiers Ids { get; }

    public NumberPool Numbers { get; }

    public Scheduler Clock { get; }

    /// <summary>What keeps the clock from passing on: pushes on their way, and scenarios that react.</summary>
    public InFlight InFlight { get; } = new();

    public Outbox Outbox { get; }

    public ReactiveRuns Reactions { get; }

    public FaultList Faults { get; }

    public FeeBatch Fees { get; }

    public StandInCustomer StandIn { get; }

    public CallEngine Calls { get; }

    public MessageEngine Messages { get; }

    public RecordStore Recordings { get; }

    public VoiceFileReview VoiceFileReview { get; }

    public RequestJournal Requests { get; }

    public ApplicationAccess Access { get; }

    public IMode Mode { get; }

    /// <summary>Takes over changed settings; key, name, mode and numbers stay.</summary>
    public void Change(ApplicationOptions application)
    {
        lock (Gate)
        {
            if (application.Switches.BindsPerDay != Application.Switches.BindsPerDay)
            {
                // Counts become state, or are none any more.
                Unsaved.NoteEverything();
            }

            Apply(application);
        }
    }

    /// <summary>Back to the configured state; what is under way is cancelled.</summary>
    public void Reset() => Clock.BetweenEvents(() =>
    {
        // In this order: the event that runs may be waiting for the lock. With the lock held, nothing new can be scheduled meanwhile.
        lock (Gate)
        {
            Change(_configured);
            foreach (var part in _parts)
            {
                part.Reset();
            }

            PutNumbers();
            Unsaved.NoteEverything();
        }
    });

    public void Dispose()
    {
        Clock.Dispose();
        lock (Gate)
        {
            // Whoever waits for a customer's decision about an SMS is told that there will be none.
            Messages.Reset();
            Outbox.Dispose();
            Reactions.Dispose();
        }
    }

    /// <summary>Calls and requests search its lists, so they are kept as sets.</summary>
    [MemberNotNull(nameof(Application), nameof(VoiceFiles), nameof(Unreported), nameof(Blacklist))]
    private void Apply(ApplicationOptions application)
    {
        Application = application;
        VoiceFiles = application.VoiceFiles.ToHashSet(StringComparer.Ordinal);
        Unreported = application.Unreported.ToHashSet(StringComparer.Ordinal);
        Blacklist = application.Blacklist.ToHashSet(StringComparer.Ordinal);
    }

    private void PutNumbers()
    {
        foreach (var number in _configuredNumbers)
        {
            Numbers.Put(number);
        }
    }
}
