using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PrivateNumber.Emulator.Applications;
using PrivateNumber.Emulator.Callbacks;
using PrivateNumber.Emulator.Configuration;
using PrivateNumber.Emulator.Time;

namespace PrivateNumber.Emulator.Storage;

/// <summary>
/// Keeps the state in a data directory, where there is one. One thread writes: in each round it takes what has changed since the last, of all
/// requests together, and commits once. A success waits for the first round that begins after its change; reads and refusals wait for nothing.
/// </summary>
internal sealed partial class StateStore : IHostedService, IDisposable
{
    /// <summary>How long a change that nobody waits for, such as a delivered push, may wait for others.</summary>
    private static readonly TimeSpan Leisure = TimeSpan.FromMilliseconds(20);

    /// <summary>A full disk may have room again.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly EmulatorOptions _options;
    private readonly Worlds _worlds;
    private readonly Snapshots _snapshots;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly ILogger<StateStore> _log;
    private readonly PendingRows _pending;
    private readonly AutoResetEvent _wake = new(false);
    private readonly ITimer _leisure;
    private readonly Lock _lock = new();
    private TaskCompletionSource _round = NewRound();

    /// <summary>How many wait for the next round, and how many may be expected to.</summary>
    private int _waiting;
    private int _expected;
    private TimeSpan _lastCommit;
    private DataDirectory? _directory;
    private StateFile? _file;
    private Thread? _writer;
    private volatile string? _problem;
    private volatile bool _stopping;

    public StateStore(EmulatorOptions options, Worlds worlds, Snapshots snapshots, IHostApplicationLifetime lifetime, ILogger<StateStore> log)
    {
        _options = options;
        _worlds = worlds;
        _snapshots = snapshots;
        _lifetime = lifetime;
        _log = log;
        _leisure = WallClock.Provider.CreateTimer(static self => ((StateStore)self!)._wake.Set(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _pending = new PendingRows(worlds, snapshots, options, () => _leisure.Change(Leisure, Timeout.InfiniteTimeSpan));
    }

    /// <summary>Why the newest state is not on disk, or null.</summary>
    public string? Problem => _problem;

    /// <summary>Completes when everything that has changed before this call is on disk; fails when it cannot be.</summary>
    public Task SavedAsync()
    {
        if (_writer is null)
        {
            return Task.CompletedTask;
        }

        lock (_lock)
        {
            _waiting++;
            _wake.Set();
            return _round.Task;
        }
    }

    /// <exception cref="DataDirectoryException">The data directory cannot be used.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_options.DataDir is not { } directory)
        {
            return Task.CompletedTask;
        }

        _directory = DataDirectory.Open(directory);
        try
        {
            Load(StateFile.Load(_directory.StateFile));
        }
        catch
        {
            Dispose();
            throw;
        }

        _writer = new Thread(WriteRounds) { IsBackground = true, Name = "state" };
        _writer.Start();
        return Task.CompletedTask;
    }

    /// <summary>Writes what is left.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _stopping = true;
        _wake.Set();
        _writer?.Join();
        _leisure.Dispose();
        _file?.Close();
        _directory?.Dispose();
        (_file, _directory) = (null, null);
    }

    private void Load(IReadOnlyDictionary<string, string> rows)
    {
        var path = _directory!.StateFile;
        if (rows.Count > 0)
        {
            // A push may ask the emulator something: it waits until the server answers.
            var started = new AnswerGate();
            _lifetime.ApplicationStarted.Register(started.Open);
            try
            {
                _snapshots.Load(rows);
                if (new StoredState(rows, _options).Apply(_worlds, started) is [_, ..] problems)
                {
                    throw new DataDirectoryException(
                        $"the state in {path} does not fit the configuration: {string.Join("; ", problems.Select(problem => problem.ToString()!.TrimEnd('.')))}. Change the configuration back, or choose another directory with --data-dir; nothing was changed");
                }
            }
            catch (Exception e) when (e is not DataDirectoryException)
            {
                throw StateFile.Damaged(path, e.Message, e);
            }
        }

        _file = StateFile.Open(path);
        _file.Write(_pending.Take(_ => rows));
    }

    private void WriteRounds()
    {
        bool isLast;
        do
        {
            _wake.WaitOne(_problem is null ? Timeout.InfiniteTimeSpan : RetryAfter);
            Gather();

            // Only now: it may have been the stop that ended the wait.
            isLast = _stopping;
            WriteRound();
        }
        while (!isLast);

        _problem ??= "the emulator has stopped";
        _round.TrySetException(new IOException(_problem));
    }

    /// <summary>Who has just been answered is likely to come again: one commit for all takes less time than two for the halves.</summary>
    private void Gather()
    {
        var began = WallClock.Provider.GetTimestamp();
        while (!_stopping && Volatile.Read(ref _waiting) is var waiting && waiting > 0 && waiting < _expected
            && (_lastCommit / 3) - WallClock.Provider.GetElapsedTime(began) is { Ticks: > 0 } left)
        {
            _wake.WaitOne(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)));
        }
    }

    private void WriteRound()
    {
        var began = WallClock.Provider.GetTimestamp();
        TaskCompletionSource round;
        int answered;
        lock (_lock)
        {
            round = _round;
            _round = NewRound();
            (answered, _waiting) = (_waiting, 0);
        }

        try
        {
            _file ??= StateFile.Open(_directory!.StateFile);
            var rows = _pending.Take(_file.Read);
            if (rows.Count > 0)
            {
                _file.Write(rows);
            }

            _problem = null;
            _lastCommit = WallClock.Provider.GetElapsedTime(began);
            _expected = answered + Volatile.Read(ref _waiting);
            round.SetResult();
        }
        catch (Exception e)
        {
            if (_problem is null)
            {
                Log.NotSaved(_log, _directory!.StateFile, e);
            }

            _problem = $"the state cannot be written to {_directory!.StateFile}: {e.Message}";
            round.SetException(new IOException(_problem, e));
            StartOver();
        }
    }

    /// <summary>What is on disk is not known any more: the next round opens the file anew, and writes all that differs.</summary>
    private void StartOver()
    {
        _pending.Forget();
        try
        {
            _file?.Dispose();
        }
        catch (Exception closing)
        {
            Log.NotSaved(_log, _directory!.StateFile, closing);
        }

        _file = null;
    }

    private static TaskCompletionSource NewRound() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static partial class Log
    {
        [LoggerMessage(EventId = 3001, Level = LogLevel.Error, Message = "The state cannot be written to {File}: successes are answered as failures until it can")]
        public static partial void NotSaved(ILogger logger, string file, Exception exception);
    }
}
