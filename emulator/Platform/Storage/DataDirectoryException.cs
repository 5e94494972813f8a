namespace PrivateNumber.Emulator.Storage;

/// <summary>The data directory cannot be used; the message says why and what to do. Nothing in it was changed.</summary>
internal sealed class DataDirectoryException(string message, Exception? inner = null) : IOException(message, inner);
