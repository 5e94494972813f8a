using System.Collections.Immutable;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Calls;

namespace PrivateNumber.Emulator.Journals;

/// <summary>
/// Hears what it is interested in while it happens, as a rule with the World's lock held: it must neither wait nor call back.
/// </summary>
internal interface IEventListener
{
    /// <summary>A request has been journaled; no lock is held.</summary>
    void Requested(RequestEntry entry)
    {
    }

    void Called(World world, CallEvent happened)
    {
    }

    /// <summary>After each attempt, and when a fault swallows it.</summary>
    void Pushed(World world, Push push)
    {
    }

    /// <summary>Once it has changed; no lock is held.</summary>
    void ClockChanged(World world)
    {
    }

    /// <summary>Something that a scenario can react to; the journals have it as a request, a call or a message.</summary>
    void Happened(World world, Happening happening)
    {
    }
}

/// <summary>Tells everyone who listens what happens in any application. As long as nobody does, this costs nothing.</summary>
internal sealed class EventFeed
{
    private ImmutableArray<IEventListener> _listeners = [];
    private long _changes;

    /// <summary>The number that the last change of any push got.</summary>
    public long LastChange => Interlocked.Read(ref _changes);

    /// <summary>
    /// Numbers what becomes of pushes, across all applications and through every reset: whoever has seen all up to a number asks for what
    /// came after it.
    /// </summary>
    public long NextChange() => Interlocked.Increment(ref _changes);

    public void Add(IEventListener listener) => ImmutableInterlocked.Update(ref _listeners, static (all, added) => all.Add(added), listener);

    public void Remove(IEventListener listener) => ImmutableInterlocked.Update(ref _listeners, static (all, removed) => all.Remove(removed), listener);

    public void Requested(RequestEntry entry)
    {
        foreach (var listener in _listeners)
        {
            listener.Requested(entry);
        }
    }

    public void Called(World world, CallEvent happened)
    {
        foreach (var listener in _listeners)
        {
            listener.Called(world, happened);
        }
    }

    public void Pushed(World world, Push push)
    {
        foreach (var listener in _listeners)
        {
            listener.Pushed(world, push);
        }
    }

    public void ClockChanged(World world)
    {
        foreach (var listener in _listeners)
        {
            listener.ClockChanged(world);
        }
    }

    public void Happened(World world, Happening happening)
    {
        foreach (var listener in _listeners)
        {
            listener.Happened(world, happening);
        }
    }
}
