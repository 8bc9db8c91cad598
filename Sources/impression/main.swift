print("impression")
