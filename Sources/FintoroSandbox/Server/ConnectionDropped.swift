/// Thrown where no answer is to be sent: the server closes the connection.
struct ConnectionDropped: Error {}
