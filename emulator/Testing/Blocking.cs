namespace PrivateNumber.Emulator.Testing;

/// <summary>Waits for asynchronous work where a caller cannot await.</summary>
internal static class Blocking
{
    /// <summary>On a thread of the pool: a test framework that has one thread for all must not wait for itself.</summary>
    public static T Run<T>(Func<Task<T>> start) => Task.Run(start).GetAwaiter().GetResult();

    /// <inheritdoc cref="Run{T}(Func{Task{T}})"/>
    public static void Run(Func<Task> start) => Task.Run(start).GetAwaiter().GetResult();
}
